#!/usr/bin/env python3
"""Writes which characters look alike in print, for dictionaries/characters/look-alikes.tsv.

    tools/train/look_alikes.py > dictionaries/characters/look-alikes.tsv

Strokes and parts do not tell all: 莱 and 菜, 钦 and 饮, 抠 and 枢 are written with other strokes and yet taken for each other,
by scanners above all. So the characters are drawn, blurred, and compared as pictures, in a sans-serif and a serif face;
what all characters have in common is taken off first. Debian packages: fonts-noto-cjk, python3-pil, python3-numpy,
python3-jieba (which characters are frequent).
"""
import collections

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FACES = ('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc')
SIMPLIFIED = 2  # number of the face in the file
COUNTS = '/usr/lib/python3/dist-packages/jieba/dict.txt'
CHARACTERS = 6000
SIDE = 32
BLUR = 1.3
MOST = 8
LEAST = 0.52

HEAD = '''# Characters that look alike in print, with how much, of 100: those most alike first. Made by tools/train/look_alikes.py.
# source: pictures of the characters in Noto Sans CJK SC and Noto Serif CJK SC, compared by the project
# licence: Apache-2.0
# columns: character alike'''


def frequent_characters():
    counts = collections.Counter()
    for line in open(COUNTS, encoding='utf8'):
        word, count, _ = line.split(' ')
        for c in word:
            if '\u4e00' <= c <= '\u9fff':
                counts[c] += int(count)
    return sorted(sorted(counts, key=lambda c: (-counts[c], c))[:CHARACTERS])


def pictures(characters, face):
    font = ImageFont.truetype(face, SIDE - 2, index=SIMPLIFIED)
    rows = numpy.zeros((len(characters), SIDE * SIDE), numpy.float64)
    for row, c in zip(rows, characters):
        image = Image.new('L', (SIDE, SIDE))
        ImageDraw.Draw(image).text((SIDE / 2, SIDE / 2), c, font=font, fill=255, anchor='mm')
        row[:] = numpy.asarray(image.filter(ImageFilter.GaussianBlur(BLUR)), numpy.float64).ravel()
    rows -= rows.mean(axis=0)
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def main():
    characters = frequent_characters()
    drawn = [pictures(characters, face) for face in FACES]
    alike = sum(rows @ rows.T for rows in drawn) / len(drawn)
    numpy.fill_diagonal(alike, 0)
    print(HEAD)
    for c, row in zip(characters, alike):
        best = sorted((k for k in numpy.argpartition(-row, MOST)[:MOST] if row[k] >= LEAST), key=lambda k: (-row[k], k))
        if best:
            print(c, ' '.join(f'{characters[k]}:{round(100 * row[k])}' for k in best), sep='\t')


main()

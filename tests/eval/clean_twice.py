#!/usr/bin/env python3
"""Checks on running text that cleaning twice is cleaning once.

usage: clean_twice.py [--seed N] TEXT... -- jianyan-clean --jsonl [--suggest ...]

TEXT: files with a sentence or paragraph a line. Each line, each stretch of twelve lines as a draft, and random damage to
both are cleaned; the results are cleaned again and must come out unchanged. Prints what changed; exits 1 if anything did.
"""
import json
import random
import subprocess
import sys

SLIPS = ',.;:?!()"\'，。、；：“”‘’（）《》—…· 　\n\u200b０９Ａ％的一（二）1、是/-⼈'


def damage(text, rng):
    chars = list(text)
    for _ in range(rng.randint(1, 10)):
        at = rng.randrange(len(chars) + 1)
        slip = rng.choice(SLIPS)
        how = rng.randrange(3)
        if how == 0:
            chars.insert(at, slip)
        elif at < len(chars):
            chars[at] = slip if how == 1 else chars[at] * 2
    return ''.join(chars)


def clean(command, texts):
    feed = ''.join(json.dumps({'id': n, 'text': t}, ensure_ascii=False) + '\n' for n, t in enumerate(texts))
    run = subprocess.run(command, input=feed.encode(), capture_output=True)
    records = [json.loads(line) for line in run.stdout.decode().splitlines()]
    if len(records) != len(texts) or any('error' in r for r in records):
        sys.exit(f'{len(texts)} records in, {len(records)} out: {run.stderr.decode()[-300:]}')
    return records


def main():
    args = sys.argv[1:]
    cut = args.index('--')
    files, command = args[:cut], args[cut + 1:]
    seed = 1
    if files[0] == '--seed':
        seed, files = int(files[1]), files[2:]
    rng = random.Random(seed)
    bad = total = 0
    for name in files:
        with open(name, encoding='utf8') as file:
            lines = [line.rstrip('\n') for line in file]
        texts = lines + ['\n'.join(lines[i:i + 12]) for i in range(0, len(lines), 12)]
        texts += [damage(t, rng) for t in texts]
        once = [r['text'] for r in clean(command, texts)]
        for source, before, record in zip(texts, once, clean(command, once)):
            total += 1
            if record['text'] != before:
                bad += 1
                print(json.dumps({'source': source, 'changes': record['changes']}, ensure_ascii=False))
    print(f'{total} texts, {bad} changed by a second cleaning')
    sys.exit(bad > 0)


main()

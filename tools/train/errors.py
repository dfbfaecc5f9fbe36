"""Plants errors in clean text as people make them, and tells which.

    planter = Planter(tables, read_pairs('pairs.tsv'))
    planted = planter.plant('各级党委要认真贯彻落实会议精神', 1, random.Random(7))
    planted.text        # 各级党委要认真惯彻落实会议精神
    planted.substitute  # what each character should be; '' where it should not be there
    planted.missing     # what is missing behind each character; '' where nothing is
    planted.edits       # [Edit(kind='pair', start=7, wrong='惯', right='贯')]

Most wrong characters in typed drafts come out of an input method: right sound or nearly, wrong choice, and the wrong choice is
one that the input method offers early. So words and stretches are typed anew on their pinyin, with slips, and a candidate is
drawn by its frequency. Scanned text and five-stroke typists give look-alikes; every hand leaves out, doubles and
swaps. All randomness comes from the generator that is passed in.

usage: errors.py [--every N] [--seed N] [--kinds A,B=WEIGHT,...] FILE...    plain or .xz text, a paragraph a line
    writes JSON lines {"source": wrong, "target": right, "edits": [[kind, start, wrong, right], ...]}, one error for about
    every N characters (default 500); only from lines that training never sees (see held_out) unless --all is given.
"""
import argparse
import collections
import json
import lzma
import os
import random as random_module
import re
import sys
import zlib

from sounds_and_shapes import Choices, Tables, is_han

# Weights of the kinds. Where one does not fit (most words have no homophone), another place is tried.
KINDS = {
    'word': 0.45,       # another word of the same sound
    'character': 0.20,  # another character of the same sound
    'single': 0.10,     # the same, where no longer word covers it: 在 for 再, 的 for 得
    'near': 0.14,       # a slip in the sound, then a word or character of what was typed
    'phrase': 0.08,     # a stretch over the end of a word typed anew
    'initials': 0.02,   # another word of the same initials
    'shape': 0.12,
    'pair': 0.11,       # the confusions of pairs.tsv
    'missing': 0.06,
    'extra': 0.03,
    'doubled': 0.03,
    'swapped': 0.03,
    'random': 0.01,
}
TRIES = 40
SEEN_AT_ONCE = 0.875  # of words of which two characters or more are wrong: among real slips 5 to 13 in 100 are such
HELD_OUT = 50

Edit = collections.namedtuple('Edit', 'kind start wrong right')
Planted = collections.namedtuple('Planted', 'text substitute missing edits')


def held_out(line):
    """True for the lines, about one in 50, that are kept for measuring. By content, so that repeats go together."""
    return zlib.crc32(line.strip().encode()) % HELD_OUT == 0


def read_lines(path):
    opener = lzma.open if path.endswith('.xz') else open
    with opener(path, 'rt', encoding='utf8') as lines:
        for line in lines:
            line = line.strip()
            if line:
                yield line


def read_pairs(path):
    rows = [line.rstrip('\n').split('\t') for line in open(path, encoding='utf8') if not line.startswith('#')]
    others = collections.defaultdict(list)
    for row in rows:
        for word in row:
            others[word] += [w for w in row if w != word and w not in others[word]]
    return dict(others)


class Planter:
    def __init__(self, tables, pairs, kinds=None):
        self.tables = tables
        self.pairs = pairs
        self.pair_pattern = re.compile('|'.join(sorted(map(re.escape, pairs), key=lambda w: (-len(w), w))))
        self.kinds = Choices(sorted((kinds or KINDS).items()))
        frequent = sorted(tables.character_counts.items(), key=lambda p: (-p[1], p[0]))[:3500]
        self.any_character = Choices([(c, n ** 0.5) for c, n in frequent])
        self.choices = {}

    def plant(self, text, count, random):
        """`count` errors, fewer where nothing is found to mistype. Errors keep a distance of two characters."""
        taken = bytearray(len(text) + 4)
        edits = []
        han = [i for i, c in enumerate(text) if is_han(c)]
        for _ in range(count):
            kind = self.kinds.draw(random)
            for _ in range(TRIES if han else 0):
                made = getattr(self, '_' + kind)(text, random.choice(han), random)
                if made is None or made[1] == made[2]:
                    continue
                start, wrong, right = made
                changed = sum(a != b for a, b in zip(wrong, right)) if len(wrong) == len(right) and kind != 'swapped' else 1
                if changed > 1 and random.random() < SEEN_AT_ONCE:
                    continue
                low, high = max(start - 1, 0), start + len(right) + 1
                if any(taken[low:high]):
                    continue
                for i in range(low, high):
                    taken[i] = 1
                edits.append((start, kind, wrong, right))
                break
        return self._apply(text, sorted(edits))

    @staticmethod
    def _apply(text, edits):
        out, substitute, missing, placed, end = [], [], [], [], 0
        for start, kind, wrong, right in edits:
            kept = text[end:start]
            out += kept
            substitute += kept
            missing += [''] * len(kept)
            placed.append(Edit(kind, len(out), wrong, right))
            if kind == 'missing':  # `right` is the character and the one before it, `wrong` that one alone
                out.append(wrong)
                substitute.append(wrong)
                missing.append(right[1:])
            else:
                out += wrong
                missing += [''] * len(wrong)
                if len(wrong) > len(right):  # doubled or extra: all of `right`, then what should not be there
                    substitute += list(right) + [''] * (len(wrong) - len(right))
                else:
                    substitute += right
            end = start + len(right)
        out += text[end:]
        substitute += text[end:]
        missing += [''] * (len(text) - end)
        return Planted(''.join(out), substitute, missing, placed)

    # Each kind: (start, wrong, right), or None where it does not fit at this position.

    def _word_at(self, text, at):
        """The longest word of the dictionary, of two characters or more, that covers the position."""
        words = self.tables.words
        best = None
        for length in (4, 3, 2):
            for start in range(max(0, at - length + 1), at + 1):
                entry = words.get(text[start:start + length])
                if entry and start + length <= len(text) and (best is None or entry[1] > best[2]):
                    best = (start, entry[0], entry[1])
            if best:
                return best[0], best[1]
        return None

    def _draw(self, table, key, right, random, power=0.65):
        """What an input method gives for a sound: frequent ones first, the right one among them. None where that is drawn,
        so that a word is mistyped the more often the more frequent others of its sound are."""
        choices = self.choices.get((id(table), key))
        if choices is None:
            choices = Choices([(w, n ** power) for w, n in table.get(key, ())])
            self.choices[(id(table), key)] = choices
        drawn = choices.draw(random) if choices.items else right
        return drawn if drawn != right else None

    def _syllable(self, c, random):
        readings = self.tables.syllables.get(c)
        if not readings:
            return None
        if len(readings) > 1 and random.random() < 0.2:
            return Choices([(s, share) for s, share in readings]).draw(random)
        return readings[0][0]

    def _word(self, text, at, random):
        found = self._word_at(text, at)
        if not found:
            return None
        start, sounds = found
        right = text[start:start + len(sounds)]
        wrong = self._draw(self.tables.words_of, sounds, right, random)
        return (start, wrong, right) if wrong else None

    def _character(self, text, at, random):
        sound = self._syllable(text[at], random)
        wrong = sound and self._draw(self.tables.characters_of, sound, text[at], random)
        return (at, wrong, text[at]) if wrong else None

    def _single(self, text, at, random):
        return None if self._word_at(text, at) else self._character(text, at, random)

    def _near(self, text, at, random):
        found = self._word_at(text, at)
        if found and random.random() < 0.6:
            start, sounds = found
            i = random.randrange(len(sounds))
            slip = Choices(self.tables.near(sounds[i])).draw(random)
            right = text[start:start + len(sounds)]
            wrong = slip and self._draw(self.tables.words_of, sounds[:i] + (slip,) + sounds[i + 1:], right, random)
            if wrong:
                return start, wrong, right
        sound = self._syllable(text[at], random)
        slip = sound and Choices(self.tables.near(sound)).draw(random)
        wrong = slip and self._draw(self.tables.characters_of, slip, text[at], random)
        return (at, wrong, text[at]) if wrong else None

    def _phrase(self, text, at, random):
        """Two or three characters across the end of a word: what is typed in one go is not always a word."""
        right = text[at:at + random.choice((2, 2, 3))]
        sounds = tuple(self._syllable(c, random) for c in right)
        if len(right) < 2 or None in sounds or not all(map(is_han, right)):
            return None
        wrong = self._draw(self.tables.words_of, sounds, right, random)
        if not wrong and random.random() < 0.3:
            wrong = ''.join(self._draw(self.tables.characters_of, s, '', random, 0.8) for s in sounds)
        return (at, wrong, right) if wrong else None

    def _initials(self, text, at, random):
        found = self._word_at(text, at)
        if not found:
            return None
        start, sounds = found
        right = text[start:start + len(sounds)]
        wrong = self._draw(self.tables.words_of_initials, tuple(s[0] for s in sounds), right, random)
        return (start, wrong, right) if wrong else None

    def _shape(self, text, at, random):
        counts = self.tables.character_counts
        wrong = Choices([(c, s ** 2 * counts[c] ** 0.3) for c, s in self.tables.alike(text[at])]).draw(random)
        return (at, wrong, text[at]) if wrong else None

    def _pair(self, text, at, random):
        window = max(0, at - 20)
        found = [(m.start() + window, m.group()) for m in self.pair_pattern.finditer(text[window:at + 20])]
        if not found:
            return None
        start, right = random.choice(found)
        if right == '的' and random.random() < 0.6:  # else they are half of all
            return None
        return start, random.choice(self.pairs[right]), right

    def _missing(self, text, at, random):
        if at == 0 or text[at] == text[at - 1]:
            return None
        return at - 1, text[at - 1], text[at - 1:at + 1]

    def _extra(self, text, at, random):
        wrong = random.choice('的了是在和有为地') if random.random() < 0.25 else None
        if not wrong and random.random() < 0.4:
            sound = self._syllable(text[at], random)
            wrong = sound and self._draw(self.tables.characters_of, sound, text[at], random)
        wrong = wrong or self.any_character.draw(random)
        if wrong in text[at:at + 2]:
            return None
        return at, text[at] + wrong, text[at]

    def _doubled(self, text, at, random):
        if text[at] in text[at - 1:at] + text[at + 1:at + 2]:
            return None
        found = self._word_at(text, at) if random.random() < 0.25 else None
        right = text[found[0]:found[0] + len(found[1])] if found else text[at]
        return (found[0] if found else at), right + right, right

    def _swapped(self, text, at, random):
        found = self._word_at(text, at) if random.random() < 0.6 else None
        if found and len(found[1]) == 2:
            at = found[0]
        right = text[at:at + 2]
        if len(right) < 2 or not is_han(right[1]):
            return None
        return at, right[::-1], right

    def _random(self, text, at, random):
        return at, self.any_character.draw(random), text[at]


def main():
    parser = argparse.ArgumentParser(description='Plants errors in clean text.')
    parser.add_argument('--every', type=int, default=500, help='characters for an error')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--kinds', help='only these, comma-separated; kind=WEIGHT for another weight than the usual one')
    parser.add_argument('--all', action='store_true', help='from all lines, not only those held out')
    parser.add_argument('--pairs', default=os.path.join(os.path.dirname(__file__), 'pairs.tsv'))
    parser.add_argument('files', nargs='+')
    options = parser.parse_args()
    chosen = [k.partition('=') for k in options.kinds.split(',')] if options.kinds else []
    kinds = {k: float(weight) if weight else KINDS[k] for k, _, weight in chosen} or None
    planter = Planter(Tables.load(), read_pairs(options.pairs), kinds)
    random = random_module.Random(options.seed)
    owed = 0.0
    for path in options.files:
        for line in read_lines(path):
            if not options.all and not held_out(line):
                continue
            owed += len(line) / options.every * 2 * random.random()
            planted = planter.plant(line, int(owed), random)
            owed -= len(planted.edits) if planted.edits else int(owed)
            row = {'source': planted.text, 'target': line, 'edits': [list(e) for e in planted.edits]}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main()

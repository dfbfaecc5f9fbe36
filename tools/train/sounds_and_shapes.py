"""How characters sound and look, and which words sound alike: from installed dictionaries.

    tables = Tables.load()
    tables.syllables["行"]        # [("xing", 0.77), ("hang", 0.23)]
    tables.near("shi")            # [("si", 1.0), ("zhi", 0.3), ...]
    tables.alike("已")            # [("己", 0.93), ("巳", 0.91), ...]

Sources, all Debian packages: libime-bin and libime-data (readings of words), python3-jieba (counts of words),
rime-data-stroke and rime-data-cangjie5 (strokes and parts), rime-data-wubi (keys of five-stroke); and the project's
table of look-alikes in print.
Deterministic: equal packages give equal tables.
"""
import bisect
import collections
import math
import os
import subprocess
import tempfile

import numpy

WORDS = '/usr/share/libime/sc.dict'
COUNTS = '/usr/lib/python3/dist-packages/jieba/dict.txt'
STROKES = '/usr/share/rime-data/stroke.dict.yaml'
PARTS = '/usr/share/rime-data/cangjie5.dict.yaml'
WUBI = '/usr/share/rime-data/wubi86.dict.yaml'
IN_PRINT = os.path.join(os.path.dirname(__file__), '../../dictionaries/characters/look-alikes.tsv')

MAX_WORD = 4
LEAST_KEYS = 3   # shorter codes are one key from too many
MISTYPED = 0.4   # what one key more, less or other is worth as a likeness
MIN_COUNT_ALIKE = 20  # rarer characters are offered neither by scanners nor by five-stroke keyboards

# Sounds that dialects do not part; either may stand for the other.
NEAR_INITIALS = [('z', 'zh'), ('c', 'ch'), ('s', 'sh'), ('n', 'l'), ('f', 'h'), ('r', 'l'), ('g', 'k'), ('b', 'p'),
                 ('d', 't'), ('j', 'q'), ('z', 'c'), ('zh', 'ch'), ('j', 'zh'), ('q', 'ch'), ('x', 'sh'), ('h', '')]
NEAR_FINALS = [('an', 'ang'), ('en', 'eng'), ('in', 'ing'), ('ian', 'iang'), ('uan', 'uang'), ('un', 'ong'),
               ('en', 'in'), ('eng', 'ing'), ('eng', 'ong'), ('ian', 'uan'), ('i', 'u'), ('v', 'u'), ('v', 'i'),
               ('e', 'uo'), ('o', 'uo'), ('ui', 'ei'), ('ie', 'ue'), ('ou', 'u'), ('ai', 'ei'), ('ao', 'ou')]
# f and hu of the south-west.
NEAR_SYLLABLES = [('fa', 'hua'), ('fan', 'huan'), ('fang', 'huang'), ('fei', 'hui'), ('fen', 'hun'), ('fo', 'huo'),
                  ('feng', 'hong')]
COMMON_SLIPS = 8  # the first so many of both lists are far more frequent than the rest
KEYS = {'q': 'wa', 'w': 'qes', 'e': 'wrd', 'r': 'etf', 't': 'ryg', 'y': 'tuh', 'u': 'yij', 'i': 'uok', 'o': 'ipl',
        'p': 'ol', 'a': 'qsz', 's': 'awdx', 'd': 'sefc', 'f': 'drgv', 'g': 'fthb', 'h': 'gyjn', 'j': 'hukm',
        'k': 'jil', 'l': 'kop', 'z': 'asx', 'x': 'zsc', 'c': 'xdv', 'v': 'cfb', 'b': 'vgn', 'n': 'bhm', 'm': 'njk'}


def is_han(c):
    return '\u4e00' <= c <= '\u9fff'


def _split(syllable):
    for n in (2, 1):
        if syllable[:n] in ('zh', 'ch', 'sh') or (n == 1 and syllable[0] in 'bpmfdtnlgkhjqxrzcsyw'):
            return syllable[:n], syllable[n:]
    return '', syllable


def _one_key_away(keys):
    found = {keys}
    for i in range(len(keys) + 1):
        before, behind = keys[:i], keys[i:]
        for key in 'abcdefghijklmnopqrstuvwxyz':
            found.add(before + key + behind)
            found.add(before + key + behind[1:])
        found.add(before + behind[1:])
        if len(behind) > 1:
            found.add(before + behind[1] + behind[0] + behind[2:])
    return sorted(found)


class Choices:
    """Draws one of a list with given weights, in O(log n)."""

    def __init__(self, pairs):
        self.items = [item for item, _ in pairs]
        self.sums, total = [], 0.0
        for _, weight in pairs:
            total += weight
            self.sums.append(total)

    def draw(self, random):
        return self.items[bisect.bisect(self.sums, random.random() * self.sums[-1])] if self.items else None


class Tables:
    @classmethod
    def load(cls, character_counts=None):
        """character_counts: how frequent characters are, for what an input method offers first."""
        self = cls()
        self._load_words(character_counts or {})
        self._load_slips()
        self._load_shapes()
        self._load_look_alikes()
        self._load_mistyped()
        return self

    def _load_words(self, character_counts):
        counts = {}
        for line in open(COUNTS, encoding='utf8'):
            word, count, _ = line.split(' ')
            counts[word] = int(count)
        with tempfile.NamedTemporaryFile() as dump:
            subprocess.run(['libime_pinyindict', '-d', WORDS, dump.name], check=True)
            lines = open(dump.name, encoding='utf8').read().splitlines()
        self.syllables = {}
        self.words = {}  # word → (syllables, count)
        for line in lines:
            word, sound, score = line.split(' ')
            if len(word) == 1:
                if is_han(word):
                    self.syllables.setdefault(word, []).append((sound, 10 ** float(score)))
            elif len(word) <= MAX_WORD and all(map(is_han, word)):
                sounds = tuple(sound.split("'"))
                if len(sounds) == len(word) and word not in self.words:
                    self.words[word] = (sounds, counts.get(word, 0) + 1)
        for readings in self.syllables.values():
            readings.sort(key=lambda r: (-r[1], r[0]))
        self.character_counts = {c: character_counts.get(c, counts.get(c, 0)) + 1 for c in self.syllables}
        of_sound = collections.defaultdict(list)
        for c, readings in self.syllables.items():
            for sound, share in readings:
                weight = share * self.character_counts[c]
                if share >= 0.02 and self.character_counts[c] > 1:
                    of_sound[sound].append((c, weight))
        self.characters_of = {s: sorted(v, key=lambda p: (-p[1], p[0]))[:60] for s, v in of_sound.items()}
        self.words_of = collections.defaultdict(list)
        self.words_of_initials = collections.defaultdict(list)
        for word, (sounds, count) in self.words.items():
            self.words_of[sounds].append((word, count))
            if count > 20:
                self.words_of_initials[tuple(s[0] for s in sounds)].append((word, count))
        for table in (self.words_of, self.words_of_initials):
            for v in table.values():
                v.sort(key=lambda p: (-p[1], p[0]))

    def _load_slips(self):
        valid = set(self.characters_of)
        near = {}
        for syllable in sorted(valid):
            found = {}

            def offer(other, weight):
                if other in valid and other != syllable:
                    found[other] = max(found.get(other, 0.0), weight)
            initial, final = _split(syllable)
            for n, (a, b) in enumerate(NEAR_INITIALS):
                weight = 1.0 if n < COMMON_SLIPS else 0.25
                if initial == a: offer(b + final, weight)
                if initial == b: offer(a + final, weight)
            for n, (a, b) in enumerate(NEAR_FINALS):
                weight = 1.0 if n < COMMON_SLIPS else 0.25
                if final == a: offer(initial + b, weight)
                if final == b: offer(initial + a, weight)
            for a, b in NEAR_SYLLABLES:
                if syllable == a: offer(b, 1.0)
                if syllable == b: offer(a, 1.0)
            for i, key in enumerate(syllable):
                for other in KEYS[key]: offer(syllable[:i] + other + syllable[i + 1:], 0.12)
                offer(syllable[:i] + syllable[i + 1:], 0.2)
                if i: offer(syllable[:i - 1] + key + syllable[i - 1] + syllable[i + 1:], 0.1)
            near[syllable] = sorted(found.items(), key=lambda p: (-p[1], p[0]))
        self._near = near

    def near(self, syllable):
        return self._near.get(syllable, [])

    def _load_shapes(self):
        """Cosine of n-grams of strokes and of parts: runs anywhere in the character, long ones at its begin and end."""
        characters = sorted(c for c, n in self.character_counts.items() if n > MIN_COUNT_ALIKE)
        index = {c: i for i, c in enumerate(characters)}
        features = [collections.Counter() for _ in characters]
        for path, longest, weight in ((STROKES, 6, 1.0), (PARTS, 3, 1.6)):
            seen = set()
            for line in open(path, encoding='utf8'):
                c, _, code = line.rstrip('\n').partition('\t')
                code = code.split('\t')[0]
                if c not in index or not code.isalpha() or c in seen or code[0] in 'xz' and path == PARTS:
                    continue
                seen.add(c)
                code = f'^{code}$'
                for n in range(1, longest + 1):
                    for i in range(len(code) - n + 1):
                        features[index[c]][(path, code[i:i + n])] += weight
                for n in range(longest + 1, len(code)):
                    features[index[c]][(path, code[:n])] += weight
                    features[index[c]][(path, code[-n:])] += weight
        common = collections.Counter(f for row in features for f in row)
        names = {f: i for i, f in enumerate(sorted(f for f, n in common.items() if n > 1))}
        matrix = numpy.zeros((len(characters), len(names)), numpy.float32)
        for i, row in enumerate(features):
            for f, n in row.items():
                if f in names:
                    matrix[i, names[f]] = math.sqrt(n) * math.log(len(characters) / common[f])
        matrix /= numpy.maximum(numpy.linalg.norm(matrix, axis=1, keepdims=True), 1e-6)
        self._alike = {}
        for start in range(0, len(characters), 512):
            scores = matrix[start:start + 512] @ matrix.T
            for k, row in enumerate(scores):
                row[start + k] = 0
                best = [int(i) for i in numpy.argpartition(-row, 24)[:24] if row[i] >= 0.25]
                best.sort(key=lambda i: (-round(float(row[i]), 4), i))
                self._alike[characters[start + k]] = [(characters[i], round(float(row[i]), 4)) for i in best]

    def _load_look_alikes(self):
        """What pictures of the characters add to their strokes and parts."""
        for line in open(IN_PRINT, encoding='utf8'):
            c, _, others = line.rstrip('\n').partition('\t')
            if c not in self._alike:
                continue
            alike = dict(self._alike[c])
            for other in others.split():
                if other[0] in self._alike:
                    alike[other[0]] = max(alike.get(other[0], 0), int(other[2:]) / 100)
            self._alike[c] = sorted(alike.items(), key=lambda p: (-p[1], p[0]))

    def _load_mistyped(self):
        """What is typed with the same keys by five-stroke, or the same but for one."""
        keys = {}
        for line in open(WUBI, encoding='utf8'):
            c, _, code = line.rstrip('\n').partition('\t')
            code = code.split('\t')[0]
            if c in self._alike and code.isalpha() and code.islower() and len(code) > len(keys.get(c, '')):
                keys[c] = code
        having = collections.defaultdict(list)
        for c in sorted(keys):
            if len(keys[c]) >= LEAST_KEYS:
                having[keys[c]].append(c)
        for c in sorted(keys):
            alike = dict(self._alike[c])
            for typed in _one_key_away(keys[c]) if len(keys[c]) >= LEAST_KEYS else ():
                for other in having.get(typed, ()):
                    if other != c:
                        alike[other] = max(alike.get(other, 0), MISTYPED)
            self._alike[c] = sorted(alike.items(), key=lambda p: (-p[1], p[0]))

    def alike(self, c):
        return self._alike.get(c, [])


if __name__ == '__main__':
    tables = Tables.load()
    for c in '己未末拔拨荆剂格贷货':
        print(c, tables.syllables[c], tables.alike(c)[:10])
    for s in ('shi', 'nan', 'jing'):
        print(s, tables.near(s)[:12])

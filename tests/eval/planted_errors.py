#!/usr/bin/env python3
"""Plants errors of all kinds in clean text and counts which of them a tool mends, by kind.

usage: planted_errors.py [options] FILE... -- jianyan-clean --suggest --select typo [--typo-level normal ...]

FILE: clean text that the models have not seen, a paragraph a line, plain or .xz.
  --every N       one error in N characters (default 500)
  --seed N        of the errors (default 1): the same seed plants the same errors
  --kinds A,B     only these kinds of errors (tools/train/errors.py lists them)
  --draft N       N lines together make a draft (default 20)
  --misses KIND N     shows N errors of a kind that were not mended
  --alarms N          shows N changes where nothing was planted
  --write FILE        writes the planted drafts as JSON lines, and runs nothing
For each kind: errors planted, found (something there was changed), mended (the right text stands there again), recall. Then
for the changes by rule: how many there were, and the share that was right. `mended / changes` is the precision.

  tests/eval/planted_errors.py news.txt -- build/release/bin/jianyan-clean --suggest --select typo --typo-level strict
"""
import argparse
import collections
import itertools
import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tools/train'))
import errors  # noqa: E402
from sounds_and_shapes import Tables  # noqa: E402

CONTEXT = 16


def drafts_of(names, lines_together):
    for name in names:
        lines = errors.read_lines(name)
        while draft := list(itertools.islice(lines, lines_together)):
            yield '\n'.join(draft)


def plant(options):
    kinds = {k: errors.KINDS[k] for k in options.kinds.split(',')} if options.kinds else None
    planter = errors.Planter(Tables.load(), errors.read_pairs(ROOT / 'tools/train/pairs.tsv'), kinds)
    generator = random.Random(options.seed)
    owed = 0.0
    for text in drafts_of(options.files, options.draft):
        owed += len(text) / options.every
        planted = planter.plant(text, int(owed), generator)
        owed -= int(owed)
        yield {'text': planted.text, 'target': text, 'edits': [list(edit) for edit in planted.edits]}


def replaced(text, begin, end, changes):
    """[begin, end) of the text after changes (start, end, new) that lie within it."""
    out = []
    for start, stop, new in changes:
        out += (text[begin:start], new)
        begin = stop
    return ''.join(out) + text[begin:end]


def mends(text, edits, changes, begin, end):
    inside = lambda spans: [s for s in spans if begin <= s[0] and s[1] <= end]
    return replaced(text, begin, end, inside(changes)) == replaced(text, begin, end, inside(edits))


class Count:
    def __init__(self, options):
        self.options = options
        self.kinds = collections.defaultdict(collections.Counter)
        self.rules = collections.defaultdict(collections.Counter)
        self.characters = 0
        self.shown = collections.Counter()

    def add(self, row, answer):
        text = row['text']
        self.characters += len(text)
        edits = [(start, start + len(wrong), right, kind) for kind, start, wrong, right in row['edits']]
        changes = [(c['chars'][0], c['chars'][1], c['after'], c['rule']) for c in answer['changes']]
        touch = lambda a, b: a[0] <= b[1] and b[0] <= a[1]
        plain = lambda spans: [s[:3] for s in spans]
        for edit in edits:
            near = [c for c in changes if touch(edit, c)]
            hull = min([edit[0]] + [c[0] for c in near]), max([edit[1]] + [c[1] for c in near])
            mended = bool(near) and mends(text, plain(edits), plain(changes), *hull)
            self.kinds[edit[3]].update(planted=1, found=bool(near), mended=mended)
            if not mended and self.options.misses and edit[3] == self.options.misses[0]:
                self.show('miss', int(self.options.misses[1]), text, edit[0], edit[1], edit[2], plain(near))
        for change in changes:
            near = [e for e in edits if touch(e, change)]
            hull = min([change[0]] + [e[0] for e in near]), max([change[1]] + [e[1] for e in near])
            right = bool(near) and mends(text, plain(edits), plain(changes), *hull)
            self.rules[change[3]].update(changes=1, right=right, elsewhere=not near)
            if not near: self.show('alarm', self.options.alarms, text, change[0], change[1], change[2], change[3])

    def show(self, what, limit, text, begin, end, new, more):
        self.shown[what] += 1
        if self.shown[what] > limit: return
        before, after = text[max(0, begin - CONTEXT):begin], text[end:end + CONTEXT]
        print(what, f'{before}[{text[begin:end]}>{new}]{after}'.replace('\n', ' '), more)

    def table(self):
        total = sum(self.kinds.values(), collections.Counter())
        print(f'{self.characters} characters')
        print(f'{"kind":22} {"planted":>8} {"found":>7} {"mended":>7} {"recall %":>9}')
        for kind, n in sorted(self.kinds.items()) + [('all', total)]:
            print(f'{kind:22} {n["planted"]:8} {n["found"]:7} {n["mended"]:7} {100 * n["mended"] / n["planted"]:9.1f}')
        total = sum(self.rules.values(), collections.Counter())
        print(f'{"rule":22} {"changes":>8} {"right":>7} {"else":>7} {"right %":>9}')
        for rule, n in sorted(self.rules.items()) + [('all', total)]:
            share = 100 * n['right'] / n['changes'] if n['changes'] else 0
            print(f'{rule:22} {n["changes"]:8} {n["right"]:7} {n["elsewhere"]:7} {share:9.1f}')


def main():
    if '--' not in sys.argv:
        sys.exit(__doc__)
    cut = sys.argv.index('--')
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument('files', nargs='+')
    parser.add_argument('--every', type=int, default=500)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--kinds')
    parser.add_argument('--draft', type=int, default=20)
    parser.add_argument('--misses', nargs=2)
    parser.add_argument('--alarms', type=int, default=0)
    parser.add_argument('--write')
    options = parser.parse_args(sys.argv[1:cut])
    rows = list(plant(options))
    if options.write:
        with open(options.write, 'w', encoding='utf8') as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)
        return
    feed = ''.join(json.dumps({'id': n, 'text': row['text']}, ensure_ascii=False) + '\n' for n, row in enumerate(rows))
    run = subprocess.run(sys.argv[cut + 1:] + ['--jsonl'], input=feed.encode(), stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
    if len(answers) != len(rows):
        sys.exit(f'{len(rows)} drafts in, {len(answers)} out')
    count = Count(options)
    for row, answer in zip(rows, answers):
        count.add(row, answer)
    count.table()


main()

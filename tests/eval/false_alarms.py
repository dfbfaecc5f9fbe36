#!/usr/bin/env python3
"""Counts what the rules find in clean text: what is found there is a false alarm, or a fault of the text to be read.

usage: false_alarms.py [options] FILE|FOLDER... -- jianyan-check [--profile official ...]

FILE: text with a paragraph or sentence a line, plain or .xz; of a FOLDER all .txt and .xz are taken.
  --draft N         N lines together make a draft, so that rules about whole drafts run (default 1: a line a record)
  --megabytes X     of each file only X MB, spread evenly over it
  --select LIST     only these rules or categories
  --show RULE N     instead of the table, N findings of RULE (category, or all) with their context, spread evenly
Prints for each rule severity, findings, findings per MB and per 10,000 characters; at the end warnings and errors together.

  tests/eval/false_alarms.py reports.txt -- build/release/bin/jianyan-check --profile official
  tests/eval/false_alarms.py --draft 30 --show range-hyphen 20 news.txt -- build/release/bin/jianyan-check
"""
import argparse
import collections
import json
import lzma
import pathlib
import subprocess
import sys

CONTEXT = 36  # characters on either side of a finding that is shown


def texts_of(path, lines_together, megabytes):
    opened = lzma.open(path, 'rt', encoding='utf8') if path.suffix == '.xz' else path.open(encoding='utf8')
    with opened as file:
        lines = [line.rstrip('\n') for line in file]
    texts = ['\n'.join(lines[i:i + lines_together]) for i in range(0, len(lines), lines_together)]
    if megabytes:
        size = sum(len(text.encode()) for text in texts)
        step = max(1, round(size / (megabytes * 1e6)))
        texts = texts[::step]
    return texts


def files_in(names):
    for path in map(pathlib.Path, names):
        if path.is_dir():
            yield from sorted(p for p in path.rglob('*') if p.suffix in ('.txt', '.xz'))
        else:
            yield path


def check(command, texts):
    feed = ''.join(json.dumps({'id': n, 'text': text}, ensure_ascii=False) + '\n' for n, text in enumerate(texts))
    run = subprocess.run(command, input=feed.encode(), capture_output=True)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    if len(records) != len(texts) or any('error' in record for record in records):
        sys.exit(f'{len(texts)} records in, {len(records)} out: {run.stderr.decode()[-300:]}')
    return [record['findings'] for record in records]


def show(texts, found, rule, count):
    hits = [(text, finding) for text, findings in zip(texts, found) for finding in findings
            if rule in (finding['rule'], finding['category'], 'all')]
    step = max(1, len(hits) // count)
    for text, finding in hits[::step][:count]:
        begin, end = finding['span']['chars']
        context = text[max(0, begin - CONTEXT):begin] + '⟦' + text[begin:end] + '⟧' + text[end:end + CONTEXT]
        fix = ''.join(' → ' + edit['replacement'] for edit in finding.get('edits', []))
        print(context.replace('\n', '⏎') + f'\n    {finding["rule"]}: {finding["message"]}{fix}')
    print(f'{len(hits)} findings')


def table(texts, found):
    characters = sum(map(len, texts))
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    counts = collections.Counter((f['severity'], f['rule']) for findings in found for f in findings)
    print(f'{characters} characters, {megabytes:.2f} MB')
    print(f'{"severity":8} {"rule":34} {"hits":>6} {"per MB":>8} {"per 10,000":>10}')
    for (severity, rule), hits in sorted(counts.items(), key=lambda item: (item[0][0] == 'info', -item[1], item[0])):
        print(f'{severity:8} {rule:34} {hits:6} {hits / megabytes:8.2f} {hits * 1e4 / characters:10.3f}')
    serious = sum(hits for (severity, _), hits in counts.items() if severity != 'info')
    print(f'{"":8} {"warnings and errors":34} {serious:6} {serious / megabytes:8.2f} {serious * 1e4 / characters:10.3f}')


def main():
    args = sys.argv[1:]
    if '--' not in args:
        sys.exit(__doc__)
    cut = args.index('--')
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument('files', nargs='+')
    parser.add_argument('--draft', type=int, default=1)
    parser.add_argument('--megabytes', type=float)
    parser.add_argument('--select')
    parser.add_argument('--show', nargs=2)
    options = parser.parse_args(args[:cut])
    texts = [text for path in files_in(options.files) for text in texts_of(path, options.draft, options.megabytes)]
    selection = ['--select', options.select] if options.select else []
    found = check(args[cut + 1:] + ['--jsonl'] + selection, texts)
    if options.show:
        show(texts, found, options.show[0], int(options.show[1]))
    else:
        table(texts, found)


main()

#!/usr/bin/env python3
"""Times training and classifying against fastText, in one run on the same records.

usage: classify_speed.py --bin FOLDER RECORDS.tsv
RECORDS: label, title, text, no head. Both programs run on one core, one after the other; seconds are those of the processor,
the best of three runs. fastText (Debian: fasttext) gets the first 600 characters as words, and pairs of them (-wordNgrams 2).
Speed of classifying is that of reading, classifying and writing all records, less the time for one record, in which the
model is loaded. Training of jianyan includes its cross validation. Exit code 77 where fasttext is missing."""
import argparse, json, os, resource, shutil, subprocess, sys, tempfile

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('--bin', required=True)
parser.add_argument('records')
args = parser.parse_args()
if shutil.which('fasttext') is None:
    sys.exit(77)

rows = [line.rstrip('\n').split('\t') for line in open(args.records, encoding='utf-8')]
labels = {label: str(number) for number, label in enumerate(sorted({row[0] for row in rows}))}


def best(command, runs=3):
    """Seconds of the processor, so that other work on the machine does not count."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


with tempfile.TemporaryDirectory() as folder:
    path = lambda name: os.path.join(folder, name)
    spaced = lambda text: ' '.join(text.replace(' ', ''))
    repeated = rows * max(1, 20000 // len(rows))
    with open(path('train.txt'), 'w', encoding='utf-8') as file:
        for label, title, text in rows:
            file.write(f'__label__{labels[label]} {spaced(title)} {spaced(text[:600])}\n')
    for name, records in (('all', repeated), ('one', rows[:1])):
        with open(path(name + '.txt'), 'w', encoding='utf-8') as plain, open(path(name + '.jsonl'), 'w', encoding='utf-8') as stream:
            for number, (label, title, text) in enumerate(records):
                plain.write(f'{spaced(title)} {spaced(text[:600])}\n')
                stream.write(json.dumps({'id': number, 'title': title, 'text': text}, ensure_ascii=False) + '\n')

    ours = os.path.join(args.bin, 'jianyan-classify')
    print(f'{len(rows)} records to train with, {len(repeated)} to classify, one core')
    took = best(['fasttext', 'supervised', '-input', path('train.txt'), '-output', path('ft'), '-wordNgrams', '2', '-epoch', '10',
                 '-lr', '0.5', '-bucket', '200000', '-thread', '1', '-verbose', '0'], runs=1)
    print(f'fasttext          train {took:6.2f} s                        model {os.path.getsize(path("ft.bin")) / 1e6:8.2f} MB')
    predict = lambda name: best(['fasttext', 'predict-prob', path('ft.bin'), path(name + '.txt'), '2'])
    rate = (len(repeated) - 1) / (predict('all') - predict('one'))
    print(f'                  classify {rate:10,.0f} records/s')
    took = best([ours, 'train', '-q', '-j', '1', '--columns', 'label,title,text', args.records, '-o', path('m.jym')])
    print(f'jianyan-classify  train {took:6.2f} s                        model {os.path.getsize(path("m.jym")) / 1e6:8.2f} MB')
    classify = lambda name: best([ours, '--jsonl', '-j', '1', '--only', 'labels', '--model', path('m.jym'), path(name + '.jsonl')])
    rate = (len(repeated) - 1) / (classify('all') - classify('one'))
    print(f'                  classify {rate:10,.0f} records/s')

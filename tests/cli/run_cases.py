#!/usr/bin/env python3
"""Runs the cases of the command line.

usage: run_cases.py --bin FOLDER [--case TITLE] FILE...

A file holds cases:

    === title
    --- file NAME            content of a file, as it stands
    --- bytes NAME           the same with escapes (\\xFF, \\n); line ends of the file are left out
    --- run [as nobody] [on small disk]
    a script for bash, run in an empty folder that holds the files; FOLDER is on its PATH
    --- stdout               what it must print; left out: nothing
    --- stderr
    --- exit 3               left out: 0

In expected output {{...}} is a regular expression, and a last line "\\ no line end" says that the output ends without
one.
With UPDATE_GOLDEN=1 the expected parts are written anew. Exit code 77: the machine does not let the case run
(not root, no mounting).

"as nobody" drops root, who may read and write everything; run by another user the case just runs.
"on small disk" runs in a folder disk/ of 64 KB.
"""
import argparse, os, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NO_LINE_END = '\\ no line end\n'
HEAD = re.compile(r'--- (file|bytes|run|stdout|stderr|exit)\b')  # not the first line of a diff
SKIPPED = 77


class Skip(Exception):
    pass


def parse(path):
    """The cases of a file: title, and sections [head, text] in their order."""
    cases = []
    with open(path, encoding='utf-8', newline='') as file:
        for line in file:
            if line.startswith('=== '):
                cases.append((line[4:].strip(), []))
            elif HEAD.match(line):
                cases[-1][1].append([line[4:].strip(), ''])
            elif cases and cases[-1][1]:
                cases[-1][1][-1][1] += line
            elif line.strip() and not line.startswith('#'):
                sys.exit(f'{path}: text outside of a section: {line!r}')
    for _, sections in cases:
        # The blank line before the next case is for the eye.
        if sections and sections[-1][1].endswith('\n\n'):
            sections[-1][1] = sections[-1][1][:-1]
        elif sections and sections[-1][1] == '\n':
            sections[-1][1] = ''
    return cases


def section(sections, name):
    return next((text for head, text in sections if head.split(' ')[0] == name), '')


def prepare(sections, folder):
    for head, text in sections:
        kind, _, name = head.partition(' ')
        if kind not in ('file', 'bytes'):
            continue
        target = os.path.join(folder, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        data = text.encode()
        if kind == 'bytes':
            data = data.replace(b'\n', b'').decode('unicode_escape').encode('latin-1')
        with open(target, 'wb') as file:
            file.write(data)


def nobody(binaries, folder):
    """The words that run a command without root's rights."""
    if os.geteuid() != 0:
        return []
    words = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    if shutil.which('setpriv') is None:
        raise Skip('setpriv is not installed')
    for root, names, files in os.walk(folder):
        for name in [root] + [os.path.join(root, n) for n in files]:
            os.chown(name, 65534, 65534, follow_symlinks=False)
    if subprocess.run(words + ['test', '-x', os.path.join(binaries, 'jianyan-check')]).returncode != 0:
        raise Skip(f'nobody cannot run what is in {binaries}')
    return words


def mount_small_disk(folder):
    disk = os.path.join(folder, 'disk')
    os.mkdir(disk)
    mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], capture_output=True)
    if mounted.returncode != 0:
        raise Skip('mounting is not allowed here')
    return disk


def environment(binaries):
    kept = {name: value for name, value in os.environ.items() if 'SAN_OPTIONS' in name or name == 'LIMIT_FACTOR'}
    # A locale of another language: it must not matter.
    return {**kept, 'PATH': binaries + ':' + os.environ['PATH'], 'HOME': '/nonexistent', 'TERM': 'xterm', 'LC_ALL': 'C',
            'LANG': 'en_US.UTF-8', 'CLI': HERE}


def run(sections, binaries):
    head, script = next((head, text) for head, text in sections if head.split(' ')[0] == 'run')
    with tempfile.TemporaryDirectory(prefix='jianyan-cli-') as folder:
        os.chmod(folder, 0o755)
        prepare(sections, folder)
        disk = mount_small_disk(folder) if 'on small disk' in head else None
        try:
            words = nobody(binaries, folder) if 'as nobody' in head else []
            done = subprocess.run(words + ['bash', '-c', script], cwd=folder, env=environment(binaries),
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        finally:
            if disk:
                subprocess.run(['umount', disk], check=True)
    return (done.stdout.decode('utf-8', 'backslashreplace'), done.stderr.decode('utf-8', 'backslashreplace'),
            done.returncode)


def written(text):
    """Output as it stands in a case."""
    return text if text == '' or text.endswith('\n') else text + '\n' + NO_LINE_END


def matches(expected, actual):
    parts = re.split(r'(\{\{.*?\}\})', expected)
    pattern = ''.join(p[2:-2] if p.startswith('{{') else re.escape(p) for p in parts)
    return re.fullmatch(pattern, written(actual)) is not None


def show(title, name, expected, actual):
    print(f'case "{title}": {name} differs\n--- expected\n{expected}--- actual\n{written(actual)}')


def check(title, sections, out, err, code):
    expected_code = next((int(head.split(' ')[1]) for head, _ in sections if head.startswith('exit ')), 0)
    good = True
    for name, actual in (('stdout', out), ('stderr', err)):
        expected = section(sections, name)
        if not matches(expected, actual):
            show(title, name, expected, actual)
            good = False
    if code != expected_code:
        print(f'case "{title}": exit code {code}, expected {expected_code}')
        good = False
    return good


def updated(sections, out, err, code):
    """The sections with what came out; parts that still match stay, for the sake of their patterns."""
    kept = [s for s in sections if s[0].split(' ')[0] not in ('stdout', 'stderr', 'exit')]
    for name, actual in (('stdout', out), ('stderr', err)):
        expected = section(sections, name)
        text = expected if matches(expected, actual) else written(actual)
        if text:
            kept.append([name, text])
    if code != 0:
        kept.append([f'exit {code}', ''])
    return kept


def write(path, head, cases):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(head)
        file.write('\n'.join(f'=== {title}\n' + ''.join(f'--- {h}\n{text}' for h, text in sections)
                             for title, sections in cases))


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--bin', required=True)
    options.add_argument('--case')
    options.add_argument('files', nargs='+')
    given = options.parse_args()
    binaries = os.path.abspath(given.bin)
    failed = skipped = ran = 0
    for path in given.files:
        cases = parse(path)
        for number, (title, sections) in enumerate(cases):
            if given.case not in (None, title):
                continue
            ran += 1
            try:
                out, err, code = run(sections, binaries)
            except Skip as reason:
                print(f'case "{title}" skipped: {reason}')
                skipped += 1
                continue
            if os.environ.get('UPDATE_GOLDEN') == '1':
                cases[number] = (title, updated(sections, out, err, code))
            elif not check(title, sections, out, err, code):
                failed += 1
        if os.environ.get('UPDATE_GOLDEN') == '1':
            with open(path, encoding='utf-8', newline='') as file:
                head = file.read().split('=== ')[0]
            write(path, head, cases)
    if ran == 0:
        sys.exit('no such case')
    sys.exit(1 if failed else SKIPPED if skipped == ran else 0)


main()

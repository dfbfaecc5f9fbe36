"""What the tests of this folder share."""
import argparse, os, subprocess, sys, tempfile

SKIPPED = 77


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument('--bin', required=True)
    options.add_argument('--source', required=True)
    options.add_argument('--keep', help='a folder for what the test has made')
    return options.parse_args()


def skip(why):
    print(f'skipped: {why}')
    sys.exit(SKIPPED)


def expect(condition, message):
    if not condition:
        sys.exit(f'FAILED: {message}')


def check(given, form, files, *more):
    """The report of jianyan-check on files below the source folder."""
    done = subprocess.run([os.path.join(given.bin, 'jianyan-check'), '-q', '--format', form, *more, *files],
                          cwd=given.source, capture_output=True)
    expect(done.returncode in (0, 1, 3), f'{form}: exit code {done.returncode}: {done.stderr.decode()}')
    return done.stdout.decode()


def hostile_folder():
    """A folder with drafts whose names and texts contain what formats use as signs of their own."""
    folder = tempfile.TemporaryDirectory(prefix='jianyan-report-')
    texts = {
        'a b&<"\'%,:|`.txt': '关于&<b>养老</b>的建议\n服务"体系,不断`完善`|。。\n\x01\u200b]]>-->,好。。',
        '100%.md': '# 标题\n\n服务体系,不断[完善](b)。。\r\n\r\n最后一行,没有结尾。。',
        'empty.txt': '',
        'cr.txt': '服务体系,不断完善。\r第二行,也有。\r',
    }
    for name, text in texts.items():
        with open(os.path.join(folder.name, name), 'w', encoding='utf-8', newline='') as file:
            file.write(text)
    with open(os.path.join(folder.name, 'broken.txt'), 'wb') as file:
        file.write(b'\x00\x01\x02\x03' * 100)
    return folder

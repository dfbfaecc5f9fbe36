#!/usr/bin/env python3
"""Compares the text that the library reads from Word files with that of word_reader.py.

    word_text.py --data FOLDER [--eval build/dev/bin/word_eval]

Prints a line for each file that differs or that either cannot read, and the sums. Exits with 1 if a text differs.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import word_reader


def library_text(program, path):
    run = subprocess.run([program, "text", path], capture_output=True, check=False)
    if run.returncode != 0:
        return None, run.stderr.decode(errors="replace").strip().split("\n")[-1] or f"exit {run.returncode}"
    return [json.loads(line)["text"] for line in run.stdout.decode().split("\n") if line], ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--eval", default="build/dev/bin/word_eval")
    options = parser.parse_args()
    same = different = unread = 0
    for path in sorted(options.data.iterdir()):
        if path.suffix.lower() not in (".docx", ".docm", ".dotx"):
            continue
        text, error = library_text(options.eval, path)
        try:
            wanted = word_reader.read(path.read_bytes())
        except Exception as fault:  # whatever is wrong with the file
            wanted, why = None, f"{type(fault).__name__}: {fault}"
        if text is None or wanted is None:
            unread += 1
            print(f"{path.name}: library: {error or 'reads it'}; reader: {why if wanted is None else 'reads it'}")
        elif text == wanted:
            same += 1
        else:
            different += 1
            shorter = min(len(text), len(wanted))
            at = next((i for i in range(shorter) if text[i] != wanted[i]), shorter)
            print(f"{path.name}: paragraph {at + 1} of {len(text)}/{len(wanted)}: "
                  f"{text[at:at + 1]!r:.200} is {wanted[at:at + 1]!r:.200}")
    print(f"same {same}, different {different}, unread {unread}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

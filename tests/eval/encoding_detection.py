#!/usr/bin/env python3
"""Measures how often the encoding of a short text is found.

usage: encoding_detection.py --program build/release/bin/detect_encoding --texts FOLDER [--samples N]

FOLDER holds UTF-8 files of Chinese text, a paragraph a line. Each file is cut into texts of 20, 100 and 500 characters
that begin at the start of a line; lines are joined by line ends. Every text is encoded in every way below and shown to
the program. Big5 texts are first converted with the command "opencc -c s2t"; characters that an encoding lacks are left
out.
Prints the share of texts whose encoding was not found, in percent.
"""
import argparse
import pathlib
import random
import struct
import subprocess

LENGTHS = (20, 100, 500)


def damaged(text, rng):
    """UTF-8 with one byte of a character beyond ASCII replaced by one that no UTF-8 has."""
    data = bytearray(text.encode("utf-8"))
    places = [i for i, byte in enumerate(data) if byte >= 0x80]
    if not places:
        return None
    data[rng.choice(places)] = 0xFF
    return bytes(data)


def encoder(codec):
    return lambda text, rng: text.encode(codec, errors="ignore")


# name, name that the program is to print, how to encode, whether from the traditional text
VARIANTS = (
    ("UTF-8", "UTF-8", encoder("utf-8"), False),
    ("UTF-8, one bad byte", "UTF-8", damaged, False),
    ("GBK", "GB18030", encoder("gbk"), False),
    ("GB18030", "GB18030", encoder("gb18030"), False),
    ("UTF-16LE, no mark", "UTF-16LE", encoder("utf-16-le"), False),
    ("UTF-16BE, no mark", "UTF-16BE", encoder("utf-16-be"), False),
    ("Big5", "Big5", encoder("cp950"), True),
    ("UTF-8, traditional", "UTF-8", encoder("utf-8"), True),
    ("GB18030, traditional", "GB18030", encoder("gb18030"), True),
)


def cut(folder, length, limit, rng):
    """Up to `limit` texts of `length` characters, with at least one character beyond ASCII."""
    texts = []
    for file in sorted(pathlib.Path(folder).glob("*.txt")):
        lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
        i = 0
        while i < len(lines):
            text = lines[i]
            i += 1
            while len(text) < length and i < len(lines):
                text += "\n" + lines[i]
                i += 1
            text = text[:length]
            if len(text) == length and not text.isascii():
                texts.append(text)
    rng.shuffle(texts)
    return texts[:limit]


def traditional(texts):
    separator = "\x1e"
    command = ["opencc", "-c", "s2t"]
    result = subprocess.run(command, input=separator.join(texts), text=True, capture_output=True, check=True)
    return result.stdout.split(separator)


def detect(program, samples):
    stream = b"".join(struct.pack("<I", len(sample)) + sample for sample in samples)
    result = subprocess.run([program], input=stream, capture_output=True, check=True)
    return [line.split(" ")[0] for line in result.stdout.decode().splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--samples", type=int, default=5000, help="texts of each length (default 5000)")
    parser.add_argument("--show", type=int, default=0, help="print so many of the texts that were not recognized")
    options = parser.parse_args()
    rng = random.Random(1)
    print(f"{'% wrong, characters:':24}" + "".join(f"{length:>9}" for length in LENGTHS))
    by_length = []
    for length in LENGTHS:
        texts = cut(options.texts, length, options.samples, rng)
        by_length.append((texts, traditional(texts)))
    print(f"{'texts':24}" + "".join(f"{len(texts):>9}" for texts, _ in by_length))
    for name, expected, encode, is_traditional in VARIANTS:
        row = f"{name:24}"
        wrong = []
        for texts, converted in by_length:
            sources = converted if is_traditional else texts
            samples = [sample for sample in (encode(text, rng) for text in sources) if sample is not None]
            found = detect(options.program, samples)
            misses = [(sources[i], found[i]) for i in range(len(samples)) if found[i] != expected]
            wrong += misses
            row += f"{100 * len(misses) / len(samples):>9.2f}"
        print(row)
        for text, answer in wrong[: options.show]:
            print(f"    {answer}: {text!r}")


if __name__ == "__main__":
    main()

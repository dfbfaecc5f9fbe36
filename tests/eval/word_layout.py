#!/usr/bin/env python3
"""Lays out Word files by GB/T 9704, and looks at what came of it.

    word_layout.py --data FOLDER [--bin build/dev/bin] [--office] [--show]

For each file: the text stays, by word_reader.py; the check is silent, but for footers that hold other text; a second
time changes nothing; members that need not change keep their bytes. With --office, LibreOffice must open the copy, and
read the same text in it as in the file as it was; tables that float it does not read, and other margins make some stand
in the text. --show prints what the check says of the file as it is. Exits with 1 on any fault.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import word_reader

MAY_CHANGE = ("document", "settings", "footer-jianyan", "[Content_Types]", ".rels")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def changed_members(before, after):
    old, new = zipfile.ZipFile(before), zipfile.ZipFile(after)
    changed = [name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)]
    main = [name for name in changed if not any(part in name for part in MAY_CHANGE)]
    # The main part is not called document.xml everywhere.
    return main[1:] + [f"lost {name}" for name in old.namelist() if name not in new.namelist()]


def check(path, binaries, work):
    once, twice = work / "once.docx", work / "twice.docx"
    made = run(binaries / "jianyan-clean", "-q", "--select", "layout", "--layout", path, "-o", once)
    if made.returncode:
        return None, [made.stderr.strip()] if made.returncode != 3 else []
    faults = changed_members(path, once)
    old, new = word_reader.read(path.read_bytes()), word_reader.read(once.read_bytes())
    if new[:len(old)] != old or any(line.strip("— 1") for line in new[len(old):]):
        faults.append("another text")
    found = run(binaries / "jianyan-check", "--select", "layout", once).stdout.splitlines()
    faults += [line for line in found if "[wrong-page-number]" not in line]
    run(binaries / "jianyan-clean", "-q", "--select", "layout", "--layout", once, "-o", twice)
    if twice.read_bytes() != once.read_bytes():
        faults.append("a second time changes something")
    return once, faults


def office_text(path, profile, work):
    """What LibreOffice reads; None where it cannot open the file."""
    out = work / "office" / (path.stem + ".txt")
    try:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                        "txt:Text (encoded):UTF8", "--outdir", out.parent, path], capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return None
    return out.read_text(encoding="utf-8-sig") if out.is_file() else None


def office_faults(before, after, profile, work):
    read = office_text(after, profile, work)
    if read is None:
        return ["LibreOffice cannot open it"]
    wanted = office_text(before, profile, work)
    if read == wanted:
        return []
    lines = [(text or "").split("\n") for text in (wanted, read)]
    at = next((i for i, pair in enumerate(zip(*lines)) if pair[0] != pair[1]), min(map(len, lines)) - 1)
    return [f"LibreOffice reads another text, line {at + 1}: {lines[1][at]!r:.120}, not {lines[0][at]!r:.120}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--bin", type=pathlib.Path, default=pathlib.Path("build/dev/bin"))
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    laid_out = refused = faulty = 0
    profiles = tempfile.TemporaryDirectory()
    files = [path for path in sorted(options.data.iterdir()) if path.suffix.lower() in (".docx", ".docm", ".dotx")]
    for path in files:
        with tempfile.TemporaryDirectory() as folder:
            work, profile = pathlib.Path(folder), pathlib.Path(profiles.name)
            if options.show:
                print(run(options.bin / "jianyan-check", "-q", "--select", "layout", path).stdout, end="")
            out, faults = check(path, options.bin, work)
            if out is not None and options.office:
                faults += office_faults(path, out, profile, work)
            laid_out += out is not None
            refused += out is None
            faulty += bool(faults)
            for fault in faults:
                print(f"{path.name}: {fault}")
    print(f"laid out {laid_out}, refused {refused}, faulty {faulty}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Random edits of Word files, checked by word_reader.py.

    word_edits.py --data FOLDER [--edits 20000] [--seed 1] [--eval build/dev/bin/word_eval] [--office]

Each file is edited as tracked changes, directly, and with comments. Accepting the changes must give the wanted text,
rejecting them what was there before, and every other member of the archive must keep its bytes. Annotation ids must be
unique. With --office, LibreOffice must open what was written. Exits with 1 on any fault.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import word_reader

MAY_CHANGE = ("document", "header", "footer", "footnotes", "endnotes", "comments", "[Content_Types]", ".rels")
ANNOTATIONS = ("ins", "del", "moveFrom", "moveTo", "comment", "rPrChange")


def changed_members(before, after):
    old, new = zipfile.ZipFile(before), zipfile.ZipFile(after)
    faults = []
    for name in new.namelist():
        if name not in old.namelist():
            if "comments" not in name and not name.endswith(".rels"):
                faults.append(f"new member {name}")
        elif old.read(name) != new.read(name) and not any(part in name for part in MAY_CHANGE):
            faults.append(f"changed member {name}")
    return faults + [f"lost member {name}" for name in old.namelist() if name not in new.namelist()]


def annotation_ids(path):
    """How often each id of an annotation occurs, by kind of id: comments refer to theirs."""
    package = word_reader.Package(path.read_bytes())
    ids = collections.Counter()
    for name in package.names:
        if not name.endswith(".xml") or "word" not in name:
            continue
        try:
            root = package.tree(name)
        except Exception:
            continue
        for element in root.iter():
            if word_reader.word(element) in ANNOTATIONS and word_reader.attribute(element, "id") is not None:
                ids[word_reader.attribute(element, "id")] += 1
    return ids


def check(path, out, wanted, mode, before):
    faults = changed_members(path, out)
    accepted = word_reader.read(out.read_bytes())
    if accepted != wanted:
        at = next((i for i, pair in enumerate(zip(accepted, wanted)) if pair[0] != pair[1]), -1)
        faults.append(f"accepted text differs in paragraph {at + 1}: {accepted[at]!r:.160} is not {wanted[at]!r:.160}")
    if mode != "direct" and word_reader.read(out.read_bytes(), reject=True) != before["rejected"]:
        faults.append("rejected text differs")
    repeated = [i for i, n in annotation_ids(out).items() if n > before["ids"].get(i, 1)]
    if repeated:
        faults.append(f"repeated ids {repeated[:3]}")
    return faults


def opens(out, folder):
    run = subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
                          "txt:Text (encoded):UTF8", "--outdir", folder, out],
                         capture_output=True, timeout=120, check=False)
    return (pathlib.Path(folder) / (out.stem + ".txt")).exists() and run.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--edits", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--eval", default="build/dev/bin/word_eval")
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    files = [path for path in sorted(options.data.iterdir()) if path.suffix.lower() in (".docx", ".docm", ".dotx")]
    if not files:
        parser.error(f"{options.data}: no Word files there")
    done, faulty, seed, before, unread = collections.Counter(), 0, options.seed, {}, set()
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.docx"
        while sum(done.values()) < options.edits:
            total = sum(done.values())
            for path in files:
                for mode in ("tracked", "direct", "comment"):
                    if path in unread:
                        continue
                    count = 5 + seed * 7 % 60
                    run = subprocess.run([options.eval, "edit", path, str(seed), str(count), mode, out],
                                         capture_output=True, check=False)
                    if run.returncode != 0:
                        unread.add(path)
                        print(f"{path.name}: {run.stderr.decode(errors='replace').strip()} (exit {run.returncode})")
                        faulty += run.returncode != 3
                        continue
                    wanted = [json.loads(line)["text"] for line in run.stdout.decode().split("\n") if line]
                    if path not in before:
                        before[path] = {"rejected": word_reader.read(path.read_bytes(), reject=True),
                                        "ids": annotation_ids(path)}
                    done[mode] += int(run.stderr)
                    faults = check(path, out, wanted, mode, before[path])
                    if options.office and not opens(out, folder):
                        faults.append("LibreOffice does not open it")
                    for fault in faults:
                        print(f"{path.name} seed {seed} {mode}: {fault}")
                    faulty += bool(faults)
            seed += 1
            if sum(done.values()) == total:
                break
    print(", ".join(f"{mode} {count}" for mode, count in done.items()) + f" edits; faulty outputs {faulty}; "
          f"files not edited {len(unread)}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())

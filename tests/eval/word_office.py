#!/usr/bin/env python3
"""Accepts and rejects, inside LibreOffice, the tracked changes of random edits.

    word_office.py --data FOLDER [--rounds 1] [--seed 1] [--eval build/dev/bin/word_eval]

Once everything is accepted, LibreOffice must show the same text as of a file in which the same edits were made
directly; once everything is rejected, the same as of the file as it was. Needs soffice and python3-uno. Exits with 1
on any difference.

Two kinds of difference are LibreOffice's own (7.4): it drops blanks at the end of a table cell when it opens a file,
though they are preserved, and keeps them where text behind them is deleted; and paragraphs that somebody else has
inserted stay, empty, once they are rejected with changes of ours inside.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        pipe = f"jianyan{self.folder.name}"
        self.process = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                                         "--norestore", f"--accept=pipe,name={pipe};urp;"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.5)
        self.manager = context.ServiceManager
        self.desktop = self.manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = self.manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def text(self, path, command):
        """The text of the file after the command."""
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (prop("Hidden", True),))
        if document is None:
            return None
        try:
            self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
            out = self.folder / "out.txt"
            document.storeToURL(out.as_uri(), (prop("FilterName", "Text (encoded)"), prop("FilterOptions", "UTF8")))
            return out.read_text(encoding="utf-8-sig")
        finally:
            try:
                document.close(True)
            except Exception:
                pass

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        self.process.wait(60)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--eval", default="build/dev/bin/word_eval")
    options = parser.parse_args()
    compared = different = crashed = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        for seed in range(options.seed, options.seed + options.rounds):
            for path in sorted(options.data.glob("*.docx")):
                made = {mode: pathlib.Path(folder) / f"{mode}.docx" for mode in ("tracked", "direct")}
                runs = [subprocess.run([options.eval, "edit", path, str(seed), "15", mode, out], capture_output=True)
                        for mode, out in made.items()]
                if any(run.returncode for run in runs):
                    continue
                for command, one, other in (("AcceptAllTrackedChanges", made["tracked"], made["direct"]),
                                            ("RejectAllTrackedChanges", made["tracked"], path)):
                    try:
                        texts = office.text(one, command), office.text(other, command)
                    except Exception as error:  # LibreOffice itself ends on some files
                        print(f"{path.name} seed {seed} {command}: {type(error).__name__}")
                        crashed += 1
                        office.close()
                        office = Office(folder)
                        continue
                    compared += 1
                    if texts[0] == texts[1] and texts[0] is not None:
                        continue
                    different += 1
                    lines = [text.split("\n") if text else [] for text in texts]
                    at = next((i for i, pair in enumerate(zip(*lines)) if pair[0] != pair[1]), -1)
                    print(f"{path.name} seed {seed} {command}: line {at + 1}: "
                          f"{[l[at][:120] if l else None for l in lines]}")
        office.close()
    print(f"compared {compared}, different {different}, not to be had of LibreOffice {crashed}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""usage: interrupted.py SIGNAL COMMAND...   Sends SIGNAL once COMMAND has a temporary file in the current folder.

Prints how COMMAND ended. Its standard input stays open until then."""
import glob, signal, subprocess, sys, time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # shells make background jobs ignore it
with subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE) as process:
    deadline = time.monotonic() + 60
    while not glob.glob('.jianyan-*') and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    print('temporary files:', len(glob.glob('.jianyan-*')))
    process.send_signal(signal.Signals[sys.argv[1]])
    process.communicate()
print('ended by', signal.Signals(-process.returncode).name if process.returncode < 0 else process.returncode)

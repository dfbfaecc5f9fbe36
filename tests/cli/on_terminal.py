#!/usr/bin/env python3
"""usage: on_terminal.py COMMAND...   Runs COMMAND on a terminal and copies what it shows to standard output."""
import os, pty, sys


def read(descriptor):
    try:
        return os.read(descriptor, 65536).replace(b'\r\n', b'\n')
    except OSError:  # Linux reports the end of a terminal as an error
        return b''


status = pty.spawn(sys.argv[1:], read, lambda descriptor: b'')
sys.exit(os.waitstatus_to_exitcode(status))

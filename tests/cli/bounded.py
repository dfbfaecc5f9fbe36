#!/usr/bin/env python3
"""usage: bounded.py SECONDS MEGABYTES COMMAND...   Fails where COMMAND takes more time or memory.

LIMIT_FACTOR in the environment widens both, for builds with sanitizers."""
import os, resource, subprocess, sys, time

factor = float(os.environ.get('LIMIT_FACTOR', '1'))
seconds, megabytes = float(sys.argv[1]) * factor, float(sys.argv[2]) * factor
start = time.monotonic()
code = subprocess.run(sys.argv[3:]).returncode
took = time.monotonic() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
if took > seconds:
    print(f'took {took:.1f} s, {seconds:.0f} are allowed', file=sys.stderr)
if peak > megabytes:
    print(f'took {peak:.0f} MB, {megabytes:.0f} are allowed', file=sys.stderr)
sys.exit(code)

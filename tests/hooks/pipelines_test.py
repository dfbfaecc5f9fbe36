#!/usr/bin/env python3
"""Reads the example pipelines, and runs what they run on drafts. Exit code 77: no python3-yaml.

usage: pipelines_test.py --source FOLDER --bin FOLDER
"""
import argparse, json, os, shutil, subprocess, sys, tempfile

try:
    import yaml
except ImportError:
    sys.exit(77)


def load(source, name):
    with open(os.path.join(source, 'examples/pipelines', name), encoding='utf-8') as file:
        return yaml.safe_load(file)


def run(commands, binaries, source):
    """Runs the calls of jianyan-check among the commands, on drafts; the folder that they wrote into."""
    folder = tempfile.mkdtemp()
    for name in ('dirty-rural-road.txt', 'clean-night-bus.md'):
        shutil.copy(os.path.join(source, 'examples/drafts', name), folder)
    calls = [line.strip() for text in commands for line in text.splitlines() if line.strip().startswith('jianyan-check')]
    assert calls, commands
    for call in calls:
        environment = dict(os.environ, PATH=binaries + os.pathsep + os.environ['PATH'])
        result = subprocess.run(['bash', '-c', call], cwd=folder, env=environment, capture_output=True, text=True)
        assert result.returncode == 1, (call, result)
        assert 'dirty-rural-road.txt' in result.stdout, result.stdout
        assert 'file=./' not in result.stdout  # GitHub's annotations
    return folder


def github(source, binaries):
    pipeline = load(source, 'github.yml')
    assert set(pipeline) == {'name', True, 'permissions', 'env', 'jobs'}, set(pipeline)  # YAML 1.1 reads "on" as true
    steps = pipeline['jobs']['check']['steps']
    assert all(('run' in step) != ('uses' in step) for step in steps)
    folder = run([step['run'] for step in steps if 'run' in step], binaries, source)
    uploaded = [step['with']['sarif_file'] for step in steps if 'upload-sarif' in step.get('uses', '')]
    kept = [step['with']['path'] for step in steps if 'upload-artifact' in step.get('uses', '')]
    with open(os.path.join(folder, os.path.basename(uploaded[0])), encoding='utf-8') as file:
        log = json.load(file)
    assert log['version'] == '2.1.0'
    places = [result['locations'][0]['physicalLocation'] for result in log['runs'][0]['results']]
    assert {place['artifactLocation']['uri'] for place in places} == {'dirty-rural-road.txt'}
    assert os.path.exists(os.path.join(folder, os.path.basename(kept[0])))
    shutil.rmtree(folder)


def gitlab(source, binaries):
    pipeline = load(source, 'gitlab-ci.yml')
    job = pipeline['drafts']
    assert job['stage'] in pipeline['stages']
    assert all(isinstance(line, str) for line in job['before_script'] + job['script'])
    folder = run(job['script'], binaries, source)
    with open(os.path.join(folder, job['artifacts']['reports']['codequality']), encoding='utf-8') as file:
        entries = json.load(file)
    assert {entry['location']['path'] for entry in entries} == {'dirty-rural-road.txt'}
    assert all({'description', 'fingerprint', 'severity', 'location'} <= set(entry) for entry in entries)
    assert all(os.path.exists(os.path.join(folder, path)) for path in job['artifacts']['paths'])
    shutil.rmtree(folder)


def pre_commit(source, _):
    """The example has what the hook file says."""
    with open(os.path.join(source, '.pre-commit-hooks.yaml'), encoding='utf-8') as file:
        hooks = {hook['id']: hook for hook in yaml.safe_load(file)}
    for hook in load(source, 'pre-commit-config.yaml')['repos'][0]['hooks']:
        assert hook.items() <= hooks[hook['id']].items(), hook


parser = argparse.ArgumentParser()
parser.add_argument('--source', required=True)
parser.add_argument('--bin', required=True)
options = parser.parse_args()
for check in (github, gitlab, pre_commit):
    check(options.source, options.bin)
print('pipelines_test: passed')

"""Trains the corrector (network.py) on errors planted in clean text (errors.py). Can be stopped and resumed at any time.

usage: train_network.py --out FOLDER FILE...            starts, or resumes from FOLDER/checkpoint.pt
       train_network.py --out FOLDER --decay N FILE...  from the checkpoint, lets the step size fall to nothing within N
                                                        steps and writes FOLDER/final.pt; the checkpoint stays

FILE: plain or .xz text, a paragraph a line. Needs python3-torch and python3-numpy besides the packages of
sounds_and_shapes.py. One thread unless --threads says otherwise; FOLDER/log gets a line of figures every --every seconds,
when a checkpoint is written too. Lines that errors.held_out() names are measured on, never trained on.

A step is a function of its number and the seed, so a resumed run does the same as one that was never stopped. Matrices are
trained by orthogonalised momentum (Muon), which needs about a third fewer steps here than Adam; tables and vectors by Adam.
The step size stays constant; a running mean of the weights is what is measured.
"""
import argparse
import collections
import math
import os
import pickle
import random
import sys
import time

import numpy
import torch
import torch.nn.functional as F

import errors
import network
from network import LENGTH, MASK, NOTHING, PADDING, SEPARATOR, SPECIAL, UNKNOWN
from sounds_and_shapes import Tables, is_han

HERE = os.path.dirname(os.path.abspath(__file__))
MASKED, OTHERS = 0.15, 0.10    # shares of right characters that are masked, and that count in the loss as they are
LOW_RATE, HIGH_RATE = 0.01, 0.12  # errors for a character, drawn anew for each text
WARM_UP = 200
MEAN = 0.999
TEXTS = 32                     # a step; --accumulate steps of these make an update
ORTHOGONAL = ((3.4445, -4.7750, 2.0315),) * 5  # Newton-Schulz, from the publication of Muon


class Alphabet:
    """Characters of the table, and their sounds."""

    def __init__(self, counts, tables):
        frequent = {c for c, n in tables.character_counts.items() if n > 300}
        kept = {c for c, n in counts.items() if n >= 2 and not c.isspace()} | frequent
        self.characters = sorted(kept)
        self.ids = {c: i + SPECIAL for i, c in enumerate(self.characters)}
        self.ids['\n'] = SEPARATOR
        self.size = SPECIAL + len(self.characters)
        sounds = sorted(tables.characters_of)
        sound_ids = {s: i + 1 for i, s in enumerate(sounds)}
        self.sounds = len(sounds) + 1
        self.sound = numpy.zeros(self.size, numpy.int64)
        for c, i in self.ids.items():
            if c in tables.syllables:
                self.sound[i] = sound_ids.get(tables.syllables[c][0][0], 0)

    def encode(self, text):
        ids = self.ids
        return [ids.get(c, UNKNOWN) for c in text]


class Corpus:
    """The text as one string, a paragraph a line, without and with only the lines held out."""

    def __init__(self, files):
        kept, held = [], []
        for path in files:
            for line in errors.read_lines(path):
                (held if errors.held_out(line) else kept).append(line)
        self.text, self.held = '\n'.join(kept), '\n'.join(held)
        self.counts = collections.Counter(self.text)

    def windows(self, seed, epoch):
        """Where the texts of an epoch begin, in their order."""
        generator = numpy.random.RandomState((seed * 1009 + epoch) % 2 ** 32)
        first = generator.randint(LENGTH)
        starts = numpy.arange(first, len(self.text) - LENGTH - 8, LENGTH)
        generator.shuffle(starts)
        return starts


def similar_contexts(corpus, alphabet, width, contexts=700):
    """Where the table of characters starts from: characters in like company are near (PPMI and its main axes)."""
    ids = numpy.array([alphabet.ids.get(c, UNKNOWN) for c in corpus.text], numpy.int64)
    counts = numpy.bincount(ids, minlength=alphabet.size)
    order = numpy.argsort(-counts, kind='stable')[:contexts]
    column = numpy.full(alphabet.size, -1)
    column[order] = numpy.arange(contexts)
    parts = []
    for offset in (-2, -1, 1, 2):
        here, there = (ids[:-offset], ids[offset:]) if offset > 0 else (ids[-offset:], ids[:offset])
        near = column[there]
        met = numpy.bincount(here[near >= 0] * contexts + near[near >= 0], minlength=alphabet.size * contexts)
        met = met.reshape(alphabet.size, contexts).astype(numpy.float32)
        expected = numpy.maximum(counts[:, None], 20) * (counts[order] / len(ids))[None, :]
        parts.append(numpy.maximum(numpy.log(numpy.maximum(met, 1e-9) / expected), 0).astype(numpy.float32))
    table = numpy.concatenate(parts, axis=1)
    values, axes = numpy.linalg.eigh(table.T @ table)
    found = (table @ axes[:, -width:]) * numpy.maximum(values[-width:], 1e-6) ** -0.25
    return torch.from_numpy(numpy.ascontiguousarray(found / numpy.sqrt((found ** 2).mean()) * 0.06))


class Batch:
    """Planted texts as tensors: what is read, what should be, and which places count."""

    def __init__(self, planted, alphabet, generator, masked):
        self.planted = planted
        size = (len(planted), LENGTH)
        ids = numpy.full(size, PADDING, numpy.int64)
        right = numpy.full(size, PADDING, numpy.int64)
        missing = numpy.full(size, NOTHING, numpy.int64)
        for row, text in enumerate(planted):
            length = min(LENGTH, len(text.text))
            ids[row, :length] = alphabet.encode(text.text[:length])
            right[row, :length] = [alphabet.ids.get(c, UNKNOWN) if c else NOTHING for c in text.substitute[:length]]
            for at, c in enumerate(text.missing[:length]):
                if c:
                    missing[row, at] = alphabet.ids.get(c, UNKNOWN)
        written = ids != PADDING
        wrong = written & (ids != right)
        chance = generator.random_sample(size)
        mask = written & ~wrong & (ids != SEPARATOR) & (chance < masked)
        self.read = ids.copy()
        self.read[mask] = MASK
        rest = written & (chance > 1 - OTHERS)
        self.right, self.missing_right, self.mask, self.written = right, missing, mask, written
        self.count = (wrong | mask | rest) & (right != UNKNOWN)
        self.count_missing = (missing != NOTHING) | rest
        self.sounds = alphabet.sound[self.read]

    def tensors(self):
        return torch.from_numpy(self.read), torch.from_numpy(self.sounds)


def loss_of(weights, batch):
    states = network.hidden(weights, *batch.tensors()).reshape(-1, network.WIDTH)

    def part(head, count, right):
        at = torch.from_numpy(numpy.flatnonzero(count))
        scores = network.logits(weights, states[at], head)
        return F.cross_entropy(scores, torch.from_numpy(right.reshape(-1))[at], reduction='sum'), len(at)
    substitute, n = part('substitute', batch.count, batch.right)
    missing, m = part('missing', batch.count_missing, batch.missing_right)
    return (substitute + missing) / (n + m), float(substitute.detach()) / n, float(missing.detach()) / m


class Trainer:
    def __init__(self, weights, options):
        self.weights = weights
        self.mean = {name: t.clone() for name, t in weights.items()}
        self.first = {name: torch.zeros_like(t) for name, t in weights.items()}
        self.second = {name: torch.zeros_like(t) for name, t in weights.items() if not name.startswith('m.')}
        self.matrix_rate, self.table_rate, self.shrink = options.matrix_rate, options.table_rate, options.shrink
        for t in weights.values():
            t.requires_grad_(True)

    @staticmethod
    def orthogonal(m):
        x = m.to(torch.bfloat16)
        tall = x.shape[0] > x.shape[1]
        if tall:
            x = x.T
        x = x / (x.float().norm() + 1e-7).to(x.dtype)
        for a, b, c in ORTHOGONAL:
            gram = x @ x.T
            x = a * x + (b * gram + c * gram @ gram) @ x
        return (x.T if tall else x).float()

    @torch.no_grad()
    def update(self, number, share):
        """One update from the gradients; `share` of the full step size."""
        keep = min(MEAN, (1 + number) / (10 + number))
        for name, t in self.weights.items():
            gradient, first = t.grad, self.first[name]
            if name.startswith('m.'):
                first.mul_(0.95).add_(gradient)
                turn = self.orthogonal(gradient + 0.95 * first)
                rate = self.matrix_rate * share
                t.mul_(1 - rate * self.shrink).add_(turn, alpha=-rate * math.sqrt(max(1.0, t.shape[0] / t.shape[1])))
            else:
                second = self.second[name]
                first.mul_(0.9).add_(gradient, alpha=0.1)
                second.mul_(0.98).addcmul_(gradient, gradient, value=0.02)
                correction = math.sqrt(1 - 0.98 ** (number + 1)) / (1 - 0.9 ** (number + 1))
                t.addcdiv_(first, second.sqrt().add_(1e-9), value=-self.table_rate * share * correction)
            t.grad = None
            self.mean[name].lerp_(t, 1 - keep)

    def state(self):
        return {part: {n: t.detach() for n, t in getattr(self, part).items()}
                for part in ('weights', 'mean', 'first', 'second')}

    def restore(self, state):
        with torch.no_grad():
            for part in ('weights', 'mean', 'first', 'second'):
                for name, t in getattr(self, part).items():
                    t.copy_(state[part][name])


class Measure:
    """Figures on lines that were held out: planted errors, the same lines clean, and masked characters."""

    TEXTS, EVERY = 288, 40

    def __init__(self, corpus, alphabet, planter):
        step = (len(corpus.held) - LENGTH) // self.TEXTS
        clean = [corpus.held[i * step:i * step + LENGTH - 4] for i in range(self.TEXTS)]
        draw = random.Random(5)
        nobody = numpy.random.RandomState(5)
        self.wrong = [planter.plant(t, len(t) // self.EVERY, draw) for t in clean]
        self.clean = [planter.plant(t, 0, draw) for t in clean]
        self.batches = {'wrong': self._batches(self.wrong, alphabet, nobody, 0.0),
                        'clean': self._batches(self.clean, alphabet, nobody, 0.0),
                        'masked': self._batches(self.clean, alphabet, nobody, MASKED)}

    @staticmethod
    def _batches(texts, alphabet, generator, masked):
        return [Batch(texts[i:i + 16], alphabet, generator, masked) for i in range(0, len(texts), 16)]

    @torch.no_grad()
    def run(self, weights):
        weights = {n: t if n in ('characters', 'sounds') else t.to(torch.bfloat16) for n, t in weights.items()}
        weights['bias'] = weights['bias'].float()
        tally = collections.Counter()
        for name, batches in self.batches.items():
            for batch in batches:
                states = network.hidden(weights, *batch.tensors())
                if name == 'masked':
                    at = torch.from_numpy(numpy.flatnonzero(batch.mask & (batch.right != UNKNOWN)))
                    scores = network.logits(weights, states.reshape(-1, network.WIDTH)[at], 'substitute')
                    right = torch.from_numpy(batch.right.reshape(-1))[at]
                    tally['mask.loss'] += float(F.cross_entropy(scores, right, reduction='sum'))
                    tally['mask.n'] += len(at)
                else:
                    self._decide(weights, states, batch, name, tally)
        n = tally
        precision = n['wrong.correct'] / max(1, n['wrong.changed'])
        recall = n['wrong.correct'] / max(1, n['wrong.edits'])
        figures = {'P': 100 * precision, 'R': 100 * recall,
                   'F': 200 * precision * recall / max(1e-9, precision + recall),
                   'alarms/10k': 1e4 * n['clean.changed'] / max(1, n['clean.characters']),
                   'mask perplexity': math.exp(n['mask.loss'] / max(1, n['mask.n']))}
        kinds = {k: 100 * n['hit.' + k] / n['kind.' + k] for k in errors.KINDS if n['kind.' + k]}
        return figures, kinds

    @staticmethod
    def _decide(weights, states, batch, name, tally):
        """A change is what the network finds more likely than not. An edit is corrected when all its places are."""
        p, best = Measure._best(weights, states, 'substitute')
        q, behind = Measure._best(weights, states, 'missing')
        changed = (p > 0.5) & (best != batch.read) & batch.written
        added = (q > 0.5) & (behind != NOTHING) & batch.written
        tally[name + '.changed'] += int(changed.sum() + added.sum())
        tally[name + '.characters'] += int(batch.written.sum())
        for row, text in enumerate(batch.planted):
            for edit in text.edits:
                places = [i for i in range(edit.start, edit.start + max(len(edit.wrong), 1))
                          if i < LENGTH and (batch.read[row, i] != batch.right[row, i] or edit.kind == 'missing')]
                if not places:
                    continue
                if edit.kind == 'missing':
                    right = [added[row, i] and behind[row, i] == batch.missing_right[row, i] for i in places]
                else:
                    right = [changed[row, i] and best[row, i] == batch.right[row, i] for i in places]
                tally['wrong.correct'] += sum(right)
                tally['wrong.edits'] += len(right)
                tally['kind.' + edit.kind] += 1
                tally['hit.' + edit.kind] += all(right)

    @staticmethod
    def _best(weights, states, head):
        """Probability and id of the likeliest at every place, a text at a time for the sake of memory."""
        best = [network.logits(weights, text, head).softmax(-1).max(-1) for text in states]
        return tuple(torch.stack(part).numpy() for part in zip(*best))


def tables_of(corpus, folder):
    """The tables of sounds and shapes, kept in the folder: they take half a minute to make."""
    path = os.path.join(folder, 'tables.pickle')
    if os.path.exists(path):
        return pickle.load(open(path, 'rb'))
    counts = {c: n for c, n in corpus.counts.items() if is_han(c)}
    made = Tables.load(counts)
    with open(path + '.new', 'wb') as out:
        pickle.dump(made, out)
    os.replace(path + '.new', path)
    return made


def make_batch(step, corpus, starts, alphabet, planter, seed):
    draw = random.Random(f'{seed} {step}')
    planted = []
    for i in range(TEXTS):
        start = int(starts[(step * TEXTS + i) % len(starts)])
        text = corpus.text[start:start + LENGTH + 4]
        planted.append(planter.plant(text, round(len(text) * draw.uniform(LOW_RATE, HIGH_RATE)), draw))
    return Batch(planted, alphabet, numpy.random.RandomState((seed * 7919 + step) % 2 ** 32), MASKED)


def save(path, content):
    torch.save(content, path + '.new')
    os.replace(path + '.new', path)


def options_of(arguments):
    parser = argparse.ArgumentParser(description='Trains the corrector.')
    parser.add_argument('--out', required=True)
    parser.add_argument('--decay', type=int, default=0)
    parser.add_argument('--every', type=float, default=600)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--accumulate', type=int, default=1)
    parser.add_argument('--steps', type=int, default=1 << 60, help='stop after so many')
    parser.add_argument('--matrix-rate', type=float, default=0.02)
    parser.add_argument('--table-rate', type=float, default=0.002)
    parser.add_argument('--shrink', type=float, default=0.05)
    parser.add_argument('files', nargs='+')
    return parser.parse_args(arguments)


def main():
    options = options_of(sys.argv[1:])
    torch.set_num_threads(options.threads)
    os.makedirs(options.out, exist_ok=True)
    log = open(os.path.join(options.out, 'log'), 'a', encoding='utf8', buffering=1)
    corpus = Corpus(options.files)
    tables = tables_of(corpus, options.out)
    alphabet = Alphabet(corpus.counts, tables)
    planter = errors.Planter(tables, errors.read_pairs(os.path.join(HERE, 'pairs.tsv')))
    measure = Measure(corpus, alphabet, planter)
    checkpoint = os.path.join(options.out, 'checkpoint.pt')
    weights = network.make_weights(alphabet.size, alphabet.sounds, options.seed)
    step = 0
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint)
        if state['characters'] != alphabet.characters:
            sys.exit('the text differs from that of the checkpoint: give the same files in the same order')
        trainer = Trainer(weights, options)
        trainer.restore(state)
        step, number = state['step'], state['number']
        del state
    else:
        weights['characters'] = similar_contexts(corpus, alphabet, network.WIDTH)
        trainer = Trainer(weights, options)
        number = 0
    log.write(f'{time.strftime("%F %T")} start at step {step}, update {number}: {len(corpus.text)} characters, '
              f'{len(corpus.held)} held out, alphabet {alphabet.size}, '
              f'{sum(t.numel() for t in weights.values())} weights, {vars(options)}\n')
    train(options, corpus, alphabet, planter, measure, trainer, step, number, log, checkpoint)


def train(options, corpus, alphabet, planter, measure, trainer, step, number, log, checkpoint):
    epoch_steps = len(corpus.windows(options.seed, 0)) // TEXTS - 1
    starts, epoch = None, -1
    end = min(options.steps, step + options.decay * options.accumulate) if options.decay else options.steps
    since, done, sums, cpu = time.time(), 0, numpy.zeros(2), time.process_time()
    begun = number
    while True:
        over = step >= end
        if over or time.time() - since > options.every:
            content = {'step': step, 'number': number, 'characters': alphabet.characters, **trainer.state()}
            if options.decay:
                content = {'characters': alphabet.characters, 'mean': content['mean'], 'weights': content['weights']}
            if over or not options.decay:
                save(os.path.join(options.out, 'final.pt') if options.decay else checkpoint, content)
            report(log, measure, trainer, step, done, sums, since, cpu)
            since, done, sums, cpu = time.time(), 0, numpy.zeros(2), time.process_time()
            if over:
                return
        if step // epoch_steps != epoch:
            epoch = step // epoch_steps
            starts = corpus.windows(options.seed, epoch)
        batch = make_batch(step, corpus, starts, alphabet, planter, options.seed)
        loss, *parts = loss_of(trainer.weights, batch)
        (loss / options.accumulate).backward()
        sums += parts
        step += 1
        done += 1
        if step % options.accumulate == 0:
            share = min(1.0, (number + 1) / WARM_UP)
            if options.decay:
                share = 1 - (number - begun) / options.decay
            trainer.update(number, share)
            number += 1


def report(log, measure, trainer, step, done, sums, since, cpu):
    characters = done * TEXTS * LENGTH
    speed, on_cpu = characters / (time.time() - since), characters / (time.process_time() - cpu)
    figures, kinds = measure.run({n: t.detach() for n, t in trainer.mean.items()})
    loss = sums / max(1, done)
    log.write(f'{time.strftime("%F %T")} step {step} ({step * TEXTS * LENGTH / 1e6:.1f} M characters) '
              f'loss {loss[0]:.3f} missing {loss[1]:.3f} | '
              + ' '.join(f'{k} {v:.1f}' for k, v in figures.items())
              + ' | ' + ' '.join(f'{k} {v:.0f}' for k, v in kinds.items())
              + f' | {speed:.0f} characters/s, {on_cpu:.0f} a second of processor time\n')


if __name__ == '__main__':
    main()

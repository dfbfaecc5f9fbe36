"""The corrector: a small transformer that says at every place of a text which character belongs there.

Input is the text as written, wrong characters included; each character enters with its sound, for most errors keep it. One wide
convolution reads the neighbours, attention with learned weights by distance the rest. Two heads share the table of
characters: `substitute` (what this character should be, or that it should go) and `missing` (what is missing behind
it, or nothing). Made for a processor: everything but the tables is matrices times vectors of WIDTH, fit for 8-bit integers.

Weights are kept in 32 bits and rounded to bfloat16 for each step, which the processor multiplies twice as fast.
"""
import math

import torch
import torch.nn.functional as F

WIDTH, HEADS, LAYERS, INNER = 256, 4, 5, 1024
WINDOW = 5          # characters that the convolution reads
CONVOLUTION = 512
REACH = 32          # distances beyond are one
LENGTH = 128

# Characters of the table that are not text.
PADDING, SEPARATOR, UNKNOWN, MASK, NOTHING = range(5)
SPECIAL = 5


def make_weights(characters, sounds, seed=1):
    """Named 32-bit tensors. Matrices of the layers are named `m.*`: they are trained another way than the tables."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape, deviation):
        return torch.randn(*shape, generator=generator) * deviation

    def matrix(out, into, gain=1.0):
        return normal(out, into, deviation=gain / math.sqrt(into))
    w = {'characters': normal(characters, WIDTH, deviation=0.06), 'sounds': normal(sounds, WIDTH, deviation=0.06),
         'bias': torch.zeros(characters), 'begin.g': torch.ones(WIDTH), 'begin.b': torch.zeros(WIDTH),
         'm.conv.in': matrix(CONVOLUTION, WINDOW * WIDTH), 'm.conv.out': matrix(WIDTH, CONVOLUTION, 0.5),
         'conv.b': torch.zeros(CONVOLUTION), 'end.g': torch.ones(WIDTH), 'end.b': torch.zeros(WIDTH),
         'm.substitute': matrix(WIDTH, WIDTH), 'm.missing': matrix(WIDTH, WIDTH)}
    for n in range(LAYERS):
        for name in 'qkv':
            w[f'm.{n}.{name}'] = matrix(WIDTH, WIDTH)
        w[f'm.{n}.o'] = matrix(WIDTH, WIDTH, 0.3)
        w[f'm.{n}.in'] = matrix(INNER, WIDTH)
        w[f'm.{n}.out'] = matrix(WIDTH, INNER, 0.3)
        w[f'{n}.in.b'] = torch.zeros(INNER)
        w[f'{n}.distance'] = torch.zeros(HEADS, 2 * REACH + 1)
        for part in 'af':
            w[f'{n}.{part}.g'] = torch.ones(WIDTH)
            w[f'{n}.{part}.b'] = torch.zeros(WIDTH)
    return w


def distances(length):
    i = torch.arange(length)
    return (i[None, :] - i[:, None]).clamp(-REACH, REACH) + REACH


def hidden(w, ids, sounds, kind=torch.bfloat16):
    """(texts, length, WIDTH): the state of every character before the heads. `w` as made, or in `kind` already."""
    c = {name: t if t.dtype == kind else t.to(kind) for name, t in w.items() if name not in ('characters', 'sounds')}
    texts, length = ids.shape

    def norm(x, name):
        return F.layer_norm(x, (WIDTH,), c[name + '.g'], c[name + '.b'])
    x = (F.embedding(ids, w['characters']) + F.embedding(sounds, w['sounds'])).to(kind)
    x = norm(x, 'begin')
    side = WINDOW // 2
    padded = F.pad(x, (0, 0, side, side))
    wide = torch.cat([padded[:, i:i + length] for i in range(WINDOW)], dim=2)
    x = x + F.linear(F.relu(F.linear(wide, c['m.conv.in'], c['conv.b'])), c['m.conv.out'])
    away = distances(length)
    for n in range(LAYERS):
        h = norm(x, f'{n}.a')

        def heads(name):
            part = F.linear(h, c[f'm.{n}.{name}']).view(texts, length, HEADS, WIDTH // HEADS)
            return part.transpose(1, 2)
        q, k, v = heads('q'), heads('k'), heads('v')
        scores = torch.matmul(q * (WIDTH / HEADS) ** -0.5, k.transpose(2, 3)) + c[f'{n}.distance'][:, away]
        mixed = torch.matmul(torch.softmax(scores, -1), v).transpose(1, 2).reshape(texts, length, WIDTH)
        x = x + F.linear(mixed, c[f'm.{n}.o'])
        h = norm(x, f'{n}.f')
        x = x + F.linear(F.relu(F.linear(h, c[f'm.{n}.in'], c[f'{n}.in.b'])), c[f'm.{n}.out'])
    return norm(x, 'end')


def logits(w, states, head):
    """states: (n, WIDTH); head: 'substitute' or 'missing'. Scores over the table of characters."""
    turned = F.linear(states, w['m.' + head].to(states.dtype))
    return F.linear(turned, w['characters'].to(states.dtype)).float() + w['bias']

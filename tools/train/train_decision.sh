#!/bin/bash
# Learns the models of official text, and the decision about wrong characters from errors planted in paragraphs of two
# texts that the models have not seen.
#
#   tools/train/train_decision.sh DIR news.txt laws.txt
#
# writes DIR/official.{ngrams,vectors,network} and DIR/typo-decision.bin. Takes jianyan-lexicon from PATH, and a python3
# with numpy (Debian: python3-numpy). Networks take hours unless jianyan-lexicon was compiled with -march=native for a
# processor with AVX-512 BF16: then an hour and a half on two cores. Stopped, the script goes on with the step that it
# was at; networks, from their last checkpoint. Data files are also built for each text with models of the other one
# only, and with those of few paragraphs, so that the trees see text that the models know well, a little, and not at
# all.
set -euo pipefail

if [[ $# -ne 3 ]]; then
  echo "usage: train_decision.sh DIR TEXT1 TEXT2" >&2
  exit 2
fi
python3 -c 'import numpy' 2>/dev/null || {
  echo "train_decision.sh: $(command -v python3 || echo python3) lacks numpy: install python3-numpy, and put /usr/bin first in PATH" >&2
  exit 2
}
dir=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
dictionaries=$top/dictionaries
mkdir -p "$dir"

build() {  # n-grams, data file, vectors and network if any
  local options=()
  if [[ -n ${3:-} ]]; then options+=("--vectors=$3"); fi
  if [[ -n ${4:-} ]]; then options+=("--network=$4"); fi
  for table in "$dictionaries"/phrases/*.tsv; do options+=("--phrases=$table"); done
  for table in "$dictionaries"/regions/*.tsv; do options+=("--region=$table"); done
  jianyan-lexicon build -o "$2" --ngrams "$1" "${options[@]}" \
    --kenlm "$(find /usr/lib -name zh_CN.lm | head -1)" --jieba /usr/lib/python3/dist-packages/jieba/dict.txt \
    --whole "$dictionaries/words/whole.tsv" --whole "$dictionaries/words/organs.tsv" --cut "$dictionaries/words/cut.tsv" \
    --names "$dictionaries/names/names.tsv" --surnames "$dictionaries/names/surnames.tsv" \
    --readings "$dictionaries/characters/readings.tsv" --strokes /usr/share/rime-data/stroke.dict.yaml \
    --parts /usr/share/rime-data/cangjie5.dict.yaml --keys /usr/share/rime-data/wubi86.dict.yaml \
    --look-alikes "$dictionaries/characters/look-alikes.tsv"
}

# made FILE COMMAND…: does nothing where the file is there already.
made() {
  local file=$1
  shift
  [[ -s $file ]] || "$@"
}

counts() { cat "${@:2}" | jianyan-lexicon train --least-counts 1 1 1 2 2 --least-gains ${gains:-1.5 2.5 3.5 5} -o "$1" -; }
words() { cat "${@:3}" | jianyan-lexicon train-words --data "$2" -o "$1" -; }

models() {  # name, texts: n-grams and vectors
  local name=$dir/$1
  shift
  made "$name.ngrams" counts "$name.ngrams" "$@"
  made "$name.plain.data" build "$name.ngrams" "$name.plain.data"
  made "$name.vectors" words "$name.vectors" "$name.plain.data" "$@"
}

# N-grams of the paragraphs with even and with odd numbers: for the networks' second course, in which each tells of text
# that it has not seen. Half the text, therefore half the gains.
halves() {  # texts
  local half
  for half in 0 1; do
    cat "$@" | awk -v half=$half 'NR % 2 == half' >"$dir/half$half.txt"
    gains='0.8 1.3 1.8 2.6' made "$dir/half$half.ngrams" counts "$dir/half$half.ngrams" "$dir/half$half.txt"
    made "$dir/half$half.data" build "$dir/half$half.ngrams" "$dir/half$half.data"
  done
}

network() {  # name, steps of both courses, texts
  jianyan-lexicon train-network -o "$dir/$1.network" --data "$dir/official.plain.data" --checkpoint "$dir/$1.checkpoint" \
    --steps "$2" --halves "$dir/half0.data" "$dir/half1.data" --refining-steps "$3" "${@:4}"
}

data() {  # data file, name of n-grams and vectors, name of the network
  build "$dir/$2.ngrams" "$dir/$1.data" "$dir/$2.vectors" "$dir/$3.network"
}

# Kinds as they are in collections of real slips: a character that is a word by itself and one of a longer word in like
# measure, mostly one to a sentence. A part has other words of the same sound only, or nearly: they are the hardest to
# judge.
kinds=word=1.0,single=0.4,character=0.3,near=0.15,phrase=0.05,initials=0.01,shape=0.22,pair,missing=0.03,extra=0.02,doubled,swapped,random=0.02
words=word=1.2,character=0.25,near=0.12,phrase=0.1,initials,shape=0.07,pair,missing=0.04,extra,doubled,swapped,random
plant() { python3 "$top/tools/train/errors.py" --every 60 --kinds "$kinds" "$@"; }
plant_words() { python3 "$top/tools/train/errors.py" --every 40 --kinds "$words" "$@"; }

cat "$2" "$3" | awk 'NR % 25 == 0' >"$dir/few.txt"
models official "$2" "$3"
models 1 "$2"
models 2 "$3"
models few "$dir/few.txt"
# The numbers of paragraphs stay even or odd in what is taken of the texts here: the second text begins behind an even
# one.
halves "$2" "$3"
made "$dir/official.network" network official 1500 4500 "$2" "$3"
made "$dir/2.network" network 2 700 200 "$3"
made "$dir/few.network" network few 150 100 "$dir/few.txt"
data official official official
data 1 1 few
data 2 2 2
data 2-official 2 official
data few few few
plant --seed 7 "$2" >"$dir/planted1.jsonl"
plant --seed 7 "$3" >"$dir/planted2.jsonl"
# A model of the other text has seen no paragraph of this one: more of them can be had. They teach most of what holds
# for text unlike that of the models; a part of them is looked at with a network that knows such text, so that the trees
# meet one that is worth more than the n-grams, too.
awk 'NR % 12 == 5' "$2" >"$dir/others1.txt"
awk 'NR % 12 == 9' "$2" >"$dir/more1.txt"
awk 'NR % 48 == 41' "$3" >"$dir/others2.txt"
plant --all --seed 31 "$dir/others1.txt" >"$dir/others1.jsonl"
plant --all --seed 33 "$dir/more1.txt" >"$dir/more1.jsonl"
plant --all --seed 32 "$dir/others2.txt" >"$dir/others2.jsonl"
plant_words --all --seed 21 "$dir/others1.txt" | awk 'NR % 2 == 0' >"$dir/words1.jsonl"
awk 'NR % 3 == 1' "$dir/others1.jsonl" >"$dir/third1.jsonl"
jianyan-lexicon train-typos -o "$dir/typo-decision.bin" \
  "$dir/official.data" "$dir/planted1.jsonl" "$dir/official.data" "$dir/planted2.jsonl" \
  "$dir/2.data" "$dir/others1.jsonl" "$dir/2.data" "$dir/more1.jsonl" "$dir/2.data" "$dir/words1.jsonl" \
  "$dir/2-official.data" "$dir/third1.jsonl" "$dir/1.data" "$dir/others2.jsonl" "$dir/few.data" "$dir/planted1.jsonl"

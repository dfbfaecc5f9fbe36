// Work in parallel, results in order: the one engine behind files and record streams.
//
//   run_ordered(workers,
//               [&]() -> std::optional<Task> { … },     // the next task; nothing at the end
//               [&](Task task) -> Outcome { … },        // in parallel
//               [&](Outcome outcome) -> bool { … });    // one at a time, in order; false stops the run
//
// Workers take turns at the input, work side by side, and leave their results by the number of the task; whoever brings
// the one that is due hands on all that are ready. There is no queue of tasks, and only a few results wait for their
// turn, so memory does not grow with the input. With one worker no thread is started. What a function throws ends the
// run and is thrown on.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace jianyan::tools {

template <class Produce, class Work, class Consume>
class OrderedRun {
 public:
  OrderedRun(unsigned workers, Produce& produce, Work& work, Consume& consume)
      : window_(workers * kAhead), produce_(produce), work_(work), consume_(consume) {}

  void run(unsigned workers) {
    std::vector<std::thread> threads;
    threads.reserve(workers);
    for (unsigned i = 1; i < workers; ++i) threads.emplace_back([this] { loop(); });
    loop();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  using Task = typename std::invoke_result_t<Produce&>::value_type;
  using Outcome = std::invoke_result_t<Work&, Task>;
  // Results a worker that may wait behind a slow one.
  static constexpr std::uint64_t kAhead = 4;

  void loop() {
    try {
      std::uint64_t number = 0;
      while (std::optional<Task> task = take(number)) deliver(number, work_(std::move(*task)));
    } catch (...) {
      const std::lock_guard lock(state_);
      if (!failure_) failure_ = std::current_exception();
      ended_ = stopped_ = true;
      turn_.notify_all();
    }
  }

  std::optional<Task> take(std::uint64_t& number) {
    const std::lock_guard input(input_);
    {
      std::unique_lock lock(state_);
      turn_.wait(lock, [this] { return ended_ || next_task_ < next_result_ + window_; });
      if (ended_) return std::nullopt;
    }
    std::optional<Task> task = produce_();
    const std::lock_guard lock(state_);
    if (task) number = next_task_++;
    else ended_ = true;
    return task;
  }

  void deliver(std::uint64_t number, Outcome outcome) {
    std::unique_lock lock(state_);
    ready_.emplace(number, std::move(outcome));
    if (consuming_) return;  // the one that consumes will come to it
    consuming_ = true;
    while (!stopped_ && !ready_.empty() && ready_.begin()->first == next_result_) {
      auto due = ready_.extract(ready_.begin());
      lock.unlock();
      const bool go_on = consume_(std::move(due.mapped()));
      lock.lock();
      ++next_result_;
      if (!go_on) ended_ = stopped_ = true;
      turn_.notify_all();
    }
    consuming_ = false;
  }

  const std::uint64_t window_;
  Produce& produce_;
  Work& work_;
  Consume& consume_;

  std::mutex input_;  // held by the one that reads; taken before state_
  std::mutex state_;  // guards all below
  std::condition_variable turn_;
  std::map<std::uint64_t, Outcome> ready_;
  std::uint64_t next_task_ = 0;
  std::uint64_t next_result_ = 0;
  bool ended_ = false;    // no more tasks
  bool stopped_ = false;  // no more results either
  bool consuming_ = false;
  std::exception_ptr failure_;
};

template <class Produce, class Work, class Consume>
void run_ordered(unsigned workers, Produce produce, Work work, Consume consume) {
  OrderedRun<Produce, Work, Consume>(workers, produce, work, consume).run(workers);
}

}  // namespace jianyan::tools

#include "common/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "common/errors.h"

namespace jianyan::tools {
namespace {

// Spans are 32 bits wide; the library refuses what is larger, so nothing more need be read.
constexpr std::size_t kLargest = std::size_t{4} << 30;
constexpr std::size_t kChunk = std::size_t{1} << 16;
// As many as Linux follows itself.
constexpr int kMostLinks = 40;

std::string follow_links(std::filesystem::path path) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, error); ++i) {
    path = path.parent_path() / std::filesystem::read_symlink(path, error);
  }
  return path.string();
}

// The names of temporary files, for the signal handler: it may neither lock nor follow pointers that others change. Far
// more places than files are open at once; who finds none free goes without.
std::array<std::atomic<const char*>, 64> temporaries{};
static_assert(std::atomic<const char*>::is_always_lock_free);

std::atomic<const char*>* list_temporary(const char* name) {
  for (std::atomic<const char*>& place : temporaries) {
    const char* free = nullptr;
    if (place.compare_exchange_strong(free, name)) return &place;
  }
  return nullptr;
}

// Ends the process by the signal itself, so that a shell sees 128 + its number and stops its loop.
extern "C" void remove_temporaries(int signal) {
  for (const std::atomic<const char*>& place : temporaries) {
    if (const char* name = place.load(); name != nullptr) ::unlink(name);
  }
  ::raise(signal);  // SA_RESETHAND has put the default action back
}

unsigned creation_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666u & ~mask;
}

/// Of somebody who cannot write a file.
Message what_to_do(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
    case EROFS: return {"；请去掉只读，或换一个位置另存", "; make it writable, or write to another place"};
    case ENOSPC:
    case EDQUOT: return {"；请腾出空间，或换一个位置另存", "; make room, or write to another place"};
    default: return {};
  }
}

}  // namespace

std::optional<Message> read_file(const std::string& path, std::string& bytes) {
  bytes.clear();
  const bool standard_input = path == "-";
  const int descriptor = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_message(errno);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    bytes.reserve(std::min(static_cast<std::size_t>(status.st_size) + 1, kLargest));
  }
  std::optional<Message> error;
  std::size_t size = 0;
  while (size <= kLargest) {
    if (bytes.size() == size) bytes.resize(std::max({bytes.capacity(), size * 2, kChunk}));
    const ssize_t got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = system_message(errno);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  if (!standard_input) ::close(descriptor);
  return error;
}

void Output::fail(int error) const {
  const Message why = system_message(error);
  if (path_ == "-") throw WriteError({"标准输出：写不进去，" + why.zh, "standard output: cannot write: " + why.en});
  const Message advice = what_to_do(error);
  throw WriteError({fmt::format("{}：写不进去，{}{}", path_, why.zh, advice.zh),
                    fmt::format("{}: cannot write: {}{}", path_, why.en, advice.en)});
}

Output::Output(const std::string& path) : path_(path), target_(path) {
  if (path == "-") {
    descriptor_ = STDOUT_FILENO;
  } else {
    // Links of /dev lead to open files rather than to names: /dev/stdout.
    if (!path.starts_with("/dev/")) target_ = follow_links(path);
    open_target();
  }
}

Output::~Output() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forget_temporary();
}

void Output::open_target() {
  struct stat status {};
  if (::stat(target_.c_str(), &status) != 0) {
    if (errno != ENOENT) fail(errno);
    mode_ = creation_mode();
    return open_temporary();
  }
  if (S_ISDIR(status.st_mode)) fail(EISDIR);
  if (::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) fail(errno);
  if (!S_ISREG(status.st_mode) || target_.starts_with("/dev/")) {
    descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    return;
  }
  exists_ = true;
  mode_ = status.st_mode & 07777u;
  user_ = status.st_uid;
  group_ = status.st_gid;
  open_temporary();
}

void Output::open_temporary() {
  const std::filesystem::path folder = std::filesystem::path(target_).parent_path();
  temporary_ = (folder / ".jianyan-XXXXXX").string();
  // Listed first: a signal may come as soon as the file is there. Its name is written over the X before that.
  listed_ = list_temporary(temporary_.c_str());
  descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor_ >= 0) return;
  const int error = errno;
  forget_temporary();
  fail(error);
}

void Output::forget_temporary() {
  if (listed_ != nullptr) listed_->store(nullptr);
  listed_ = nullptr;
  temporary_.clear();
}

bool Output::write(std::string_view bytes) {
  while (!bytes.empty() && !closed_) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      closed_ = true;
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  return !closed_;
}

void Output::commit() {
  if (temporary_.empty()) return;
  // Only root may give a file away; a file that others may write stays writable for them by its mode.
  if (exists_ && ::fchown(descriptor_, user_, group_) != 0 && errno != EPERM) fail(errno);
  if (::fchmod(descriptor_, mode_) != 0 || ::fsync(descriptor_) != 0) fail(errno);
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 || ::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  forget_temporary();
}

void remove_temporaries_on_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;  // nohup
    action = {};
    action.sa_handler = remove_temporaries;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(signal, &action, nullptr);
  }
}

void write_file(const std::string& path, std::string_view bytes) {
  Output output(path);
  if (output.write(bytes)) output.commit();
}

}  // namespace jianyan::tools

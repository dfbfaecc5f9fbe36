// How the library fails.
//
// Set-up throws, work returns. Opening the data file throws the one exception, LoadError. Reading a draft is ordinary
// work on ordinary, often broken, input: it returns a Result, which holds either the value or an Error. After that
// nothing can fail: lint, segment and the like take any bytes that were read.
//
//   jianyan::Result<jianyan::Document> document = jianyan::read_document(bytes, options);
//   if (!document) return complain(document.error().message.zh);
//   use(*document);
//
// The member names are those of C++23's std::expected, which this may become.
#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

#include "jianyan/export.h"
#include "jianyan/message.h"

namespace jianyan {

enum class ErrorCode {
  unknown_encoding,     ///< no encoding explains the bytes
  wrong_encoding,       ///< the bytes are not in the encoding that the caller named
  binary,               ///< not a text: NUL bytes, pictures, archives
  unsupported_format,   ///< a known format that cannot be read (PDF, old Word …)
  damaged,              ///< a Word file that is broken, cut, or made to deceive
  encrypted,            ///< a Word file with a password
  too_large,            ///< over 4 GiB: spans are 32 bits wide; or a Word file of abnormal size or depth
  not_encodable,        ///< a character to be written does not exist in the file's encoding
  not_editable,         ///< an edit where Document::may_edit() says no, or a file that is signed or protected
  unknown_rule,         ///< a rule id or category that does not exist
  bad_configuration,    ///< a configuration, a word list or a baseline that cannot be used; the message names the line
};

struct Error {
  ErrorCode code;
  Message message;  ///< one sentence: what is wrong and what to do; it does not name the file
};

/// A value or an Error. `value()`, `*` and `->` require has_value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// The data file cannot be used: missing, truncated, damaged, foreign, or of another version.
/// what() is the English message; message() has both.
class JIANYAN_EXPORT LoadError : public std::runtime_error {
 public:
  explicit LoadError(Message message) : std::runtime_error(message.en), message_(std::move(message)) {}
  [[nodiscard]] const Message& message() const noexcept { return message_; }

 private:
  Message message_;
};

}  // namespace jianyan

// What ends a tool before its work is done; run_tool() turns each into one line and an exit code.
#pragma once

#include <stdexcept>
#include <utility>

#include "jianyan/message.h"

namespace jianyan::tools {

class ToolError : public std::runtime_error {
 public:
  explicit ToolError(Message message) : std::runtime_error(message.en), message_(std::move(message)) {}
  [[nodiscard]] const Message& message() const noexcept { return message_; }

 private:
  Message message_;
};

/// Wrong usage or configuration: exit code 2.
class UsageError : public ToolError {
  using ToolError::ToolError;
};

/// A result could not be written: exit code 4.
class WriteError : public ToolError {
  using ToolError::ToolError;
};

/// What the system says about an error number, in both languages where it is a common one.
[[nodiscard]] Message system_message(int error);

}  // namespace jianyan::tools

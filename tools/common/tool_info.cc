#include "common/tool_info.h"

namespace jianyan::tools {

std::span<const CommandInfo> commands() {
  static const CommandInfo kCommands[] = {{"check", {"检查文稿，列出问题", "find what is wrong in drafts"}},
                                          {"clean", {"修复文稿中的问题", "mend drafts"}},
                                          {"classify", {"判断主题、承办单位和关键词", "tell topic, handling units and keywords"}},
                                          {"segment", {"分词", "cut text into words"}}};
  return kCommands;
}

std::span<const ExitCodeInfo> exit_codes() {
  static const ExitCodeInfo kExitCodes[] = {
      {ExitCode::clean, {"没有问题", "no findings"}},
      {ExitCode::findings, {"有问题", "findings"}},
      {ExitCode::usage, {"用法、配置或数据文件有误", "wrong usage, configuration or data file"}},
      {ExitCode::unreadable, {"有文件无法读取", "unreadable input"}},
      {ExitCode::unwritten, {"无法写出", "cannot write"}}};
  return kExitCodes;
}

const Message& inputs_text() {
  static const Message kText{
      "不写文件，或写 -，则读标准输入；文件夹取其中的 .txt、.md 和 .docx，不取 .gitignore、.jianyanignore 排除的。",
      "Without a file, or for -, standard input is read. From folders come .txt, .md and .docx files,\n"
      "without those that .gitignore and .jianyanignore leave out."};
  return kText;
}

}  // namespace jianyan::tools

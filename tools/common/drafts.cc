#include "common/drafts.h"

#include <utility>

#include "common/file.h"
#include "common/office.h"

namespace jianyan::tools {

const std::string& name_of(const Input& input, const CommonOptions& options) {
  return input.path == "-" ? options.stdin_filename : input.path;
}

Draft read_draft(const Input& input, const CommonOptions& options) {
  Draft draft;
  draft.path = name_of(input, options);
  draft.error = input.error ? input.error : read_file(input.path, draft.bytes);
  if (draft.error) return draft;
  ReadOptions read;
  read.name = draft.path;
  read.encoding = options.encoding;
  Result<Document> document = read_document(draft.bytes, read);
  const bool foreign = !document && document.error().code == ErrorCode::unsupported_format;
  if (foreign && is_office_format(draft.bytes)) {
    OfficeResult made = convert_with_office(draft.bytes);
    draft.error = std::move(made.error);
    if (draft.error) return draft;
    draft.bytes = std::move(made.bytes);
    draft.converted = true;
    document = read_document(draft.bytes, read);
  }
  if (document) draft.document = *std::move(document);
  else draft.error = document.error().message;
  return draft;
}

std::string_view file_kind(const Document& document) {
  const auto* text = std::get_if<TextOrigin>(&document.origin());
  return text == nullptr ? "Word" : encoding_name(text->encoding);
}

RecordDrafts read_record(Record& record, const CommonOptions& options) {
  ReadOptions read;
  read.name = options.stdin_filename;
  read.title_apart = record.title.has_value();
  Document text = Document::from_text(std::move(record.text), read);
  std::optional<Document> title;
  if (record.title) {
    ReadOptions alone;
    alone.format = Format::title;
    alone.scope = text.scope();  // the title of a whole draft is judged as one
    title = Document::from_text(std::move(*record.title), alone);
  }
  return {std::move(title), std::move(text)};
}

}  // namespace jianyan::tools

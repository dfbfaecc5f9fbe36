// A trained model: which labels there are, and what speaks for each.
//
//   auto model = jianyan::Model::open("topics.jym");        // may throw LoadError
//   for (const jianyan::Model::Label& label : model->labels()) std::cout << label.name << '\n';
//   jianyan::Classifier classifier(data, {.model = model});
//
// train_model() of training.h makes one, jianyan-classify train writes it into a file. The file is mapped, not read;
// its checksum is compared on opening, as it is small. It holds weights of pairs of characters: no text can be read
// from it, but a rare pair that stands in one record only may be guessed. A model reads on machines of one byte order.
// Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "jianyan/export.h"
#include "jianyan/result.h"

namespace jianyan {

class LinearModel;

class JIANYAN_EXPORT Model {
 public:
  struct Label {
    std::string_view name;
    std::uint32_t records;  ///< that it was learnt from
  };

  /// @throws LoadError missing, unreadable, truncated, foreign, of another byte order or version, or damaged.
  [[nodiscard]] static std::shared_ptr<const Model> open(const std::filesystem::path& file);
  /// Uses the bytes in place and keeps `owner` alive. Precondition: bytes.data() is aligned to 64. @throws LoadError
  [[nodiscard]] static std::shared_ptr<const Model> from_bytes(std::span<const std::byte> bytes,
                                                               std::shared_ptr<const void> owner);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  [[nodiscard]] std::span<const Label> labels() const noexcept;
  /// Number of records that it was learnt from.
  [[nodiscard]] std::uint32_t records() const noexcept;

  /// For the library's own use.
  [[nodiscard]] const LinearModel& linear() const noexcept { return *linear_; }

 private:
  explicit Model(std::unique_ptr<const LinearModel> linear);
  std::unique_ptr<const LinearModel> linear_;
};

}  // namespace jianyan

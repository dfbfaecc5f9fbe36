// The tables of topics, units, terms and places, as the data file is compiled from them and as users bring their own.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "classify/subjects.h"
#include "jianyan/classifier.h"

namespace jianyan {

/// Sections of the data file: topics with the fields of terms; "units.<region>": units, places and levels.
inline constexpr std::string_view kTopicsSection = "topics";
inline constexpr std::string_view kUnitsSection = "units.";
inline constexpr std::string_view kNationalUnits = "national";

[[nodiscard]] SubjectRow topic_row(const OwnSubject& topic);
[[nodiscard]] SubjectRow unit_row(const OwnSubject& unit);

/// Rows of two or more columns; the first is the word. terms: term, field. places: place, short name, kind. levels:
/// phrase, level.
using TableRows = std::span<const std::vector<std::string>>;
void add_fields(TableRows terms, std::vector<SubjectRow>& rows);
void add_places(TableRows places, std::vector<SubjectRow>& rows);
void add_levels(TableRows levels, std::vector<SubjectRow>& rows);

}  // namespace jianyan

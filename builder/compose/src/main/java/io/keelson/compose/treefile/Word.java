package io.keelson.compose.treefile;

/// A value that a treefile writes as one fixed word.
public interface Word {
    /// The word, as a treefile has it.
    String word();
}

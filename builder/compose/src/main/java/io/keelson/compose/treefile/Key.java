package io.keelson.compose.treefile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// A key of a treefile: everything that is known of it, for parsing, merging, defaults and for the
/// user who asks. Made only by [Keys].
final class Key<T> {
    private final String name;
    private final Type<T> type;
    private final Merge merge;
    private final BinaryOperator<T> combine;
    private final String meaning;
    private List<String> otherSpellings = List.of();
    private @Nullable T byDefault;
    private @Nullable T since2024;
    private String defaultNote = "";
    private String note = "";
    private boolean template;
    private boolean printed = true;

    private Key(String name, Type<T> type, Merge merge, BinaryOperator<T> combine, String meaning) {
        this.name = name;
        this.type = type;
        this.merge = merge;
        this.combine = combine;
        this.meaning = meaning;
    }

    static <T> Key<T> first(String name, Type<T> type, String meaning) {
        return new Key<>(name, type, Merge.FIRST, (mine, theirs) -> mine, meaning);
    }

    static <E> Key<List<E>> append(String name, Type<List<E>> type, String meaning) {
        return new Key<>(name, type, Merge.APPEND, Key::join, meaning);
    }

    static <V> Key<SortedMap<String, V>> map(String name, Type<SortedMap<String, V>> type, String meaning) {
        return new Key<>(name, type, Merge.MAP, Key::join, meaning);
    }

    static Key<List<Requested>> union(String name, Type<List<Requested>> type, String meaning) {
        return new Key<>(name, type, Merge.UNION, PackageTypes::union, meaning);
    }

    static <T> Key<T> consumed(String name, Type<T> type, String meaning) {
        return new Key<>(name, type, Merge.CONSUMED, (mine, theirs) -> mine, meaning).unprinted();
    }

    private static <E> List<E> join(List<E> mine, List<E> theirs) {
        List<E> all = new ArrayList<>(theirs);
        all.addAll(mine);
        return Collections.unmodifiableList(all);
    }

    private static <V> SortedMap<String, V> join(SortedMap<String, V> mine, SortedMap<String, V> theirs) {
        SortedMap<String, V> all = new TreeMap<>(theirs);
        all.putAll(mine);
        return all;
    }

    Key<T> byDefault(T value) {
        byDefault = value;
        return this;
    }

    Key<T> since2024(T value) {
        since2024 = value;
        return this;
    }

    /// Says what happens without a value, when no constant can.
    Key<T> otherwise(String text) {
        defaultNote = text;
        return this;
    }

    Key<T> or(String... spellings) {
        otherSpellings = List.of(spellings);
        return this;
    }

    Key<T> note(String text) {
        note = text;
        return this;
    }

    Key<T> template() {
        template = true;
        return this;
    }

    /// rpm-ostree leaves these out of the flattened treefile.
    Key<T> unprinted() {
        printed = false;
        return this;
    }

    String name() {
        return name;
    }

    List<String> otherSpellings() {
        return otherSpellings;
    }

    Type<T> type() {
        return type;
    }

    Merge merge() {
        return merge;
    }

    T combine(T mine, T theirs) {
        return combine.apply(mine, theirs);
    }

    String meaning() {
        return meaning;
    }

    String note() {
        return note;
    }

    String defaultNote() {
        return defaultNote;
    }

    boolean isTemplate() {
        return template;
    }

    boolean isPrinted() {
        return printed;
    }

    Optional<T> defaultIn(Edition edition) {
        boolean newer = edition == Edition.E2024 && since2024 != null;
        return Optional.ofNullable(newer ? since2024 : byDefault);
    }

    boolean dependsOnEdition() {
        return since2024 != null;
    }
}

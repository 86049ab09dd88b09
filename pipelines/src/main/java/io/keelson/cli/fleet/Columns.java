package io.keelson.cli.fleet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows with their columns one below the other.
final class Columns {
    private Columns() {}

    /// A line for each row, or nothing at all.
    static String of(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths) + "\n").collect(Collectors.joining());
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .repeat(' ', widths.get(column) - row.get(column).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}

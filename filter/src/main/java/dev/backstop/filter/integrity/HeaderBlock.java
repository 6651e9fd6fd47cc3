/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.integrity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The size of a response's head, with what the container adds to it. Made only for heads that may be large.
 *
 * @param total in bytes
 * @param longestLine of one field, in bytes, without the line's end
 * @param fields how many
 * @param largest the names and sizes of the three largest fields, for the log
 */
public record HeaderBlock(int total, int longestLine, int fields, String largest) {
    /** The status line, Date, Server, Connection, Transfer-Encoding or Content-Length, and the empty line. */
    public static final int OF_CONTAINER = 200;

    private static final int FIELDS_OF_CONTAINER = 4;
    private static final int SHOWN = 3;
    private static final int LINE_END = 2;

    private record Size(String name, int bytes) {}

    /** Measures the fields of these names. */
    public static HeaderBlock of(Collection<String> names, Function<String, Collection<String>> values) {
        List<Size> sizes = new ArrayList<>();
        // Some containers name a field as often as it is there.
        Set<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        distinct.addAll(names);
        for (String name : distinct) {
            for (String value : values.apply(name)) {
                sizes.add(new Size(name, name.length() + 2 + value.length()));
            }
        }
        int total = OF_CONTAINER;
        int longest = 0;
        for (Size size : sizes) {
            total += size.bytes + LINE_END;
            longest = Math.max(longest, size.bytes);
        }
        String largest = sizes.stream()
                .sorted(Comparator.comparingInt(Size::bytes).reversed())
                .limit(SHOWN)
                .map(size -> size.name + " " + size.bytes)
                .collect(Collectors.joining(", "));
        return new HeaderBlock(total, longest, sizes.size() + FIELDS_OF_CONTAINER, largest);
    }
}

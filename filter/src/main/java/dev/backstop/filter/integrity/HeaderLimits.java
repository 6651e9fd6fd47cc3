/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.integrity;

/**
 * The most that a recipient takes of a response's head.
 *
 * @param name who it is, for the log
 * @param total of the whole head, the status line included, in bytes
 * @param line of one field, its name included, in bytes
 * @param fields how many
 */
public record HeaderLimits(String name, int total, int line, int fields) {
    /** As good as none. */
    public static final int NONE = Integer.MAX_VALUE;

    /** The limits of a container that takes so much. */
    public static HeaderLimits ofContainer(int total) {
        return new HeaderLimits("the container", total, NONE, NONE);
    }

    /** What a head exceeds, as a phrase for the log; empty if nothing. */
    public String exceededBy(HeaderBlock block) {
        if (block.total() > total) {
            return name + " takes " + total + " bytes";
        }
        if (block.longestLine() > line) {
            return name + " takes lines of " + line + " bytes";
        }
        return block.fields() > fields ? name + " takes " + fields + " fields" : "";
    }
}

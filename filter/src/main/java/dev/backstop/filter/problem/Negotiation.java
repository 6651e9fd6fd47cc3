/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Proactive negotiation by <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, section 12.5.1</a>: of
 * the ranges that match a media type, the most specific one gives its weight.
 *
 * <p>There is always a result: clients that ask for nothing, for nothing that fits, or for garbage get
 * {@link Representation#PROBLEM_JSON}. Of equal weights the one that the client named more specifically wins, then the one
 * that {@link Representation} has first. Parameters other than {@code q} are not looked at.
 */
public final class Negotiation {
    /** Longer fields are cut: nobody means them, and reading them must stay cheap. */
    private static final int LONGEST_FIELD = 4096;

    private static final int NONE = -1;
    private static final int ANY = 0;
    private static final int ANY_SUBTYPE = 1;
    private static final int EXACT = 2;

    private final int[] weights = new int[Representation.values().length];
    private final int[] specificities = new int[Representation.values().length];

    private Negotiation() {
        for (int i = 0; i < specificities.length; i++) {
            specificities[i] = NONE;
        }
    }

    /** The best representation for the value of an {@code Accept} field; null stands for no such field. */
    public static Representation of(@Nullable String accept) {
        if (accept == null || accept.isEmpty()) {
            return Representation.PROBLEM_JSON;
        }
        Negotiation negotiation = new Negotiation();
        for (String range : bounded(accept).split(",", -1)) {
            negotiation.take(range);
        }
        return negotiation.best();
    }

    /** The whole ranges within the bound: half a range is not what the client said. */
    private static String bounded(String accept) {
        if (accept.length() <= LONGEST_FIELD) {
            return accept;
        }
        return accept.substring(0, Math.max(0, accept.lastIndexOf(',', LONGEST_FIELD)));
    }

    private void take(String range) {
        String[] parts = range.split(";", -1);
        String[] name = parts[0].strip().toLowerCase(Locale.ROOT).split("/", -1);
        if (name.length != 2) {
            return;
        }
        int weight = weight(parts);
        if (weight < 0) {
            return;
        }
        for (Representation representation : Representation.values()) {
            int specificity = specificity(name[0], name[1], representation);
            int i = representation.ordinal();
            if (specificity > specificities[i]) {
                specificities[i] = specificity;
                weights[i] = weight;
            } else if (specificity != NONE && specificity == specificities[i]) {
                weights[i] = Math.max(weights[i], weight);
            }
        }
    }

    private static int specificity(String type, String subtype, Representation representation) {
        if (type.equals("*")) {
            return subtype.equals("*") ? ANY : NONE;
        }
        if (!type.equals(representation.type())) {
            return NONE;
        }
        if (subtype.equals("*")) {
            return ANY_SUBTYPE;
        }
        return subtype.equals(representation.subtype()) ? EXACT : NONE;
    }

    /** The weight in thousandths, or less than 0 if it is malformed: then the range counts as not sent. */
    private static int weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.length() >= 2 && (parameter.charAt(0) | 0x20) == 'q' && parameter.charAt(1) == '=') {
                return qvalue(parameter.substring(2).strip());
            }
        }
        return 1000;
    }

    /** {@code qvalue} of <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">RFC 9110, section 12.4.2</a>. */
    private static int qvalue(String text) {
        int length = text.length();
        if (length == 0 || length > 5 || (length > 1 && text.charAt(1) != '.')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 5; i++) {
            if (i == 1) {
                continue;
            }
            char digit = i < length ? text.charAt(i) : '0';
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value <= 1000 ? value : -1;
    }

    private Representation best() {
        Representation best = Representation.PROBLEM_JSON;
        int bestWeight = 0;
        int bestSpecificity = NONE;
        for (Representation representation : Representation.values()) {
            int i = representation.ordinal();
            boolean better = weights[i] > bestWeight
                    || (weights[i] == bestWeight && weights[i] > 0 && specificities[i] > bestSpecificity);
            if (better) {
                best = representation;
                bestWeight = weights[i];
                bestSpecificity = specificities[i];
            }
        }
        return best;
    }
}

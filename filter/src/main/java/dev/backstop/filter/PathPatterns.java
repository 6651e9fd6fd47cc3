/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Paths as in a servlet mapping: {@code /export}, {@code /events/*} or {@code *.sse}. Immutable. */
final class PathPatterns {
    private final String[] patterns;

    PathPatterns(List<String> patterns) {
        this.patterns = patterns.toArray(new String[0]);
    }

    /** Whether the request's path below the context matches. Costs nothing when there are no patterns. */
    boolean match(HttpServletRequest request) {
        if (patterns.length == 0) {
            return false;
        }
        String info = request.getPathInfo();
        return match(info == null ? request.getServletPath() : request.getServletPath() + info);
    }

    boolean match(String path) {
        for (String pattern : patterns) {
            if (match(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean match(String pattern, String path) {
        if (pattern.startsWith("*.")) {
            return path.endsWith(pattern.substring(1));
        }
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
        return path.equals(pattern);
    }
}

/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import jakarta.servlet.Filter;
import java.util.Map;

/** A filter before the whole shop, for every kind of dispatch, as a {@code web.xml} would declare it. */
public record FilterDeclaration(String name, Filter filter, Map<String, String> initParameters) {

    public FilterDeclaration {
        initParameters = Map.copyOf(initParameters);
    }
}

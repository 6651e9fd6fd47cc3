/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One page that is as its author wanted it, at {@code /page/<name>}: nothing in it may change. */
public sealed interface Page permits PlainPage, TransferPage, OwnErrorPage, DispatchPage {

    /** The work of one page. */
    @FunctionalInterface
    interface Act {
        void on(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** The name of the constant. */
    String name();

    /** Writes it. */
    Act act();

    /** The status that it answers a plain GET with. */
    default int status() {
        return 200;
    }

    /** The name in the path: {@code OWN_404} is {@code own-404}. */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it is. */
    default String path() {
        return "/page/" + slug();
    }

    /** All of them, in the order of the report. */
    static List<Page> all() {
        List<Page> all = new ArrayList<>();
        all.addAll(List.of(PlainPage.values()));
        all.addAll(List.of(TransferPage.values()));
        all.addAll(List.of(OwnErrorPage.values()));
        all.addAll(List.of(DispatchPage.values()));
        return all;
    }
}

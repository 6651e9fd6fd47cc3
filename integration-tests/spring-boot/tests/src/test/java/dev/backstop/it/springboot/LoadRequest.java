/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** What visitors ask for, and what they are to get. */
enum LoadRequest {
    BOOKS(200, "/books"),
    BOOK(200, "/books/9780141439518"),
    BOOK_ADDED(201, LoadRequest::newBook),
    BOOK_REMOVED(204, number -> RawRequest.of("DELETE", "/books/" + isbn(number))),
    TEXT(200, "/pages/text"),
    JSON(200, "/pages/json"),
    STREAM(200, "/pages/stream/20480"),
    LARGE_TEXT(200, "/pages/text/102400"),
    FORWARD(200, "/pages/forward"),
    REDIRECT(302, "/pages/redirect"),
    DOWNLOAD(206, number -> RawRequest.get("/catalogue").with("Range", "bytes=1000-200999")),
    DEFERRED(200, "/deferred/value"),
    FUTURE(200, "/future/value"),
    CALLABLE(200, "/callable/value"),
    STREAMED(200, "/stream/value"),
    NO_SUCH_BOOK(404, "/books/9999999999999"),
    HEALTH(200, "/actuator/health"),
    METRICS(200, "/actuator/metrics"),
    METRIC(200, "/actuator/metrics/jvm.threads.live"),

    THROWS(500, Answering.ERROR_PAGE, "/faults/throws"),
    QUERY_FAILS(500, Answering.ERROR_PAGE, "/books/9780141439518/reviews"),
    FUTURE_THROWS(500, Answering.ERROR_PAGE, "/future/throws"),
    CALLABLE_THROWS(500, Answering.ERROR_PAGE, "/callable/throws"),
    STREAM_THROWS(500, Answering.ERROR_PAGE, "/stream/throws"),
    REPORTED(503, Answering.APPLICATION, "/faults/reported"),
    PRICE_UNKNOWN(503, Answering.APPLICATION, "/books/9780141439518/price"),
    OUT_OF_MEMORY(503, Answering.BACKSTOP, "/faults/out-of-memory"),
    CALLABLE_OUT_OF_MEMORY(503, Answering.BACKSTOP, "/callable/out-of-memory"),
    NEVER_SET(503, Answering.BACKSTOP, "/deferred/never/0"),
    TOO_SLOW(503, Answering.BACKSTOP, "/faults/slow/3000");

    /** Who answers. */
    enum Answering {
        /** Nothing is wrong. */
        HEALTHY,
        /** The application, and Backstop has nothing to tell. */
        APPLICATION,
        /** Spring Boot's error page, for an exception that Backstop has seen. */
        ERROR_PAGE,
        BACKSTOP
    }

    private final int status;
    private final Answering answering;
    private final LongFunction<RawRequest> request;

    LoadRequest(int status, String path) {
        this(status, Answering.HEALTHY, path);
    }

    LoadRequest(int status, LongFunction<RawRequest> request) {
        this(status, Answering.HEALTHY, request);
    }

    LoadRequest(int status, Answering answering, String path) {
        this(status, answering, number -> RawRequest.get(path));
    }

    LoadRequest(int status, Answering answering, LongFunction<RawRequest> request) {
        this.status = status;
        this.answering = answering;
        this.request = request;
    }

    static List<LoadRequest> healthy() {
        return Arrays.stream(values()).filter(one -> !one.isFault()).toList();
    }

    static List<LoadRequest> faults() {
        return Arrays.stream(values()).filter(LoadRequest::isFault).toList();
    }

    int status() {
        return status;
    }

    Answering answering() {
        return answering;
    }

    boolean isFault() {
        return answering != Answering.HEALTHY;
    }

    /** For the visitor of this number, who may need a book of his own. */
    RawRequest request(long number) {
        return request.apply(number);
    }

    private static RawRequest newBook(long number) {
        return RawRequest.of("POST", "/books")
                .with("Content-Type", "application/json")
                .body("{\"isbn\":\"" + isbn(number) + "\",\"title\":\"Book " + number + "\",\"pages\":1}");
    }

    private static String isbn(long number) {
        return String.format(Locale.ROOT, "979%010d", number);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * One page and the request for it, the same bare and guarded. TRACE is not among them: containers and proxies forbid it, each in
 * its own way.
 *
 * @param status what its author gave it
 */
record PageCase(String name, RawRequest request, int status) {

    private static final int MEBIBYTE = 1024 * 1024;

    static List<PageCase> all() {
        List<PageCase> all = new ArrayList<>();
        for (Page page : Page.all()) {
            all.add(new PageCase(page.slug(), RawRequest.get(page.path()), page.status()));
        }
        all.add(new PageCase(
                "not-modified-304", RawRequest.get("/page/not-modified").with("If-None-Match", "\"v7\""), 304));
        all.add(new PageCase("range-206", RawRequest.get("/page/range").with("Range", "bytes=100-199"), 206));
        all.add(new PageCase("head", RawRequest.method("HEAD", "/page/json"), 200));
        all.add(new PageCase("head-download", RawRequest.method("HEAD", "/page/download"), 200));
        RawRequest post = RawRequest.method("POST", "/page/echo");
        all.add(new PageCase("post-small", post.body(300), 200));
        all.add(new PageCase("post-1-mib", post.body(MEBIBYTE), 200));
        all.add(new PageCase("post-chunked", post.chunkedBody(100_000), 200));
        all.add(new PageCase("post-100-continue", post.body(300).with("Expect", "100-continue"), 200));
        all.add(new PageCase(
                "put-not-allowed", RawRequest.method("PUT", "/page/json").body(300), 405));
        all.add(new PageCase("options", RawRequest.method("OPTIONS", "/page/any-method"), 200));
        all.add(new PageCase("unknown-path", RawRequest.get("/no/such/page"), 404));
        return all;
    }

    /** Whether the application says in it that it failed. */
    boolean isOwnError() {
        return name.startsWith("own-5") || name.startsWith("own-page-");
    }
}

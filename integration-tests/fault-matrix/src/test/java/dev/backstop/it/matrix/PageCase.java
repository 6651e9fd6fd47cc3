/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Page;
import java.util.ArrayList;
import java.util.List;

/** One page and the request for it, the same bare and guarded. */
record PageCase(String name, RawRequest request) {

    private static final int MEBIBYTE = 1024 * 1024;

    static List<PageCase> all() {
        List<PageCase> all = new ArrayList<>();
        for (Page page : Page.all()) {
            all.add(new PageCase(page.slug(), RawRequest.get(page.path())));
        }
        all.add(new PageCase(
                "not-modified-304", RawRequest.get("/page/not-modified").with("If-None-Match", "\"v7\"")));
        all.add(new PageCase("head", RawRequest.method("HEAD", "/page/json")));
        all.add(new PageCase("head-download", RawRequest.method("HEAD", "/page/download")));
        RawRequest post = RawRequest.method("POST", "/page/echo");
        all.add(new PageCase("post-small", post.body(300)));
        all.add(new PageCase("post-1-mib", post.body(MEBIBYTE)));
        all.add(new PageCase("post-chunked", post.chunkedBody(100_000)));
        all.add(new PageCase("post-100-continue", post.body(300).with("Expect", "100-continue")));
        all.add(new PageCase(
                "put-not-allowed", RawRequest.method("PUT", "/page/json").body(300)));
        all.add(new PageCase("options", RawRequest.method("OPTIONS", "/page/any-method")));
        all.add(new PageCase("trace", RawRequest.method("TRACE", "/page/any-method")));
        all.add(new PageCase("unknown-path", RawRequest.get("/no/such/page")));
        return all;
    }

    /** Whether the application says in it that it failed. */
    boolean isOwnError() {
        return name.startsWith("own-5") || name.startsWith("own-page-");
    }
}

/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency.site;

import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** One web application, the same in every container: the {@link Site} of the test that runs, with Backstop before it or without. */
public final class Application implements ServletContainerInitializer {
    /** By which the servlet of all pages can be had as a named dispatcher. */
    public static final String SERVLET_NAME = "pages";

    private final boolean guarded;
    private volatile Site site = new Site();

    public Application(boolean guarded) {
        this.guarded = guarded;
    }

    /** From here on this is what is served. */
    public void show(Site shown) {
        site = shown;
    }

    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) {
        if (guarded) {
            FilterRegistration.Dynamic backstop = context.addFilter("backstop", new BackstopFilter());
            backstop.setAsyncSupported(true);
            backstop.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        }
        FilterRegistration.Dynamic layer = context.addFilter("layer", new LayerFilter());
        layer.setAsyncSupported(true);
        layer.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/page/*");
        ServletRegistration.Dynamic pages = context.addServlet(SERVLET_NAME, new PageServlet());
        pages.setAsyncSupported(true);
        pages.addMapping("/page/*");
    }

    private final class LayerFilter extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Site shown = site;
            shown.begin();
            try {
                shown.layer().filter(request, response, chain);
            } finally {
                shown.end();
            }
        }
    }

    private final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            site.serve(request, response);
        }
    }
}

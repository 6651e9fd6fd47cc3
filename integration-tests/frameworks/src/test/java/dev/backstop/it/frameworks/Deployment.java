/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The application behind a framework's filter and Backstop's, under a path of its own. */
record Deployment(Framework framework, Order order) {

    /** Where Backstop is. */
    enum Order {
        NOWHERE,
        OUTSIDE,
        INSIDE
    }

    static List<Deployment> all() {
        List<Deployment> all = new ArrayList<>();
        for (Framework framework : Framework.values()) {
            for (Order order : Order.values()) {
                all.add(new Deployment(framework, order));
            }
        }
        return all;
    }

    Deployment bare() {
        return new Deployment(framework, Order.NOWHERE);
    }

    /** All are equally long, because containers write them into headers and error pages. */
    String path() {
        return "/application-" + framework.ordinal() + order.ordinal();
    }

    /** What an application does to a context of its own, whichever the container. */
    void install(ServletContext context) {
        add(context, "departure", new Departure(), EnumSet.of(DispatcherType.REQUEST));
        if (order == Order.OUTSIDE) {
            addBackstop(context);
        }
        add(context, "framework", framework.newFilter(), framework.dispatches());
        if (order == Order.INSIDE) {
            addBackstop(context);
        }
        ServletRegistration.Dynamic servlet = context.addServlet("application", new Application());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
    }

    private static void addBackstop(ServletContext context) {
        add(context, "backstop", new BackstopFilter(), EnumSet.allOf(DispatcherType.class));
    }

    private static void add(ServletContext context, String name, Filter filter, EnumSet<DispatcherType> dispatches) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(dispatches, true, "/*");
    }

    @Override
    public String toString() {
        return framework + " with Backstop " + order;
    }
}

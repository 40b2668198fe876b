"""What serves the people who develop the product: services, processes, set-up. The product never imports it."""

"""A program that runs in a rendered project. It takes PostgreSQL, Redis and a worker away from the product under load, and looks at what becomes of people and jobs."""

from app.main import create_app


def test_what_is_asked_for_is_declared_with_its_limits() -> None:
    schemas = create_app().openapi()["components"]["schemas"]
    email = schemas["SignUp"]["properties"]["email"]
    password = schemas["NewAccount"]["properties"]["password"]

    assert email.items() >= {"format": "email", "maxLength": 254}.items()
    assert password.items() >= {"minLength": 12, "maxLength": 128}.items()

import re

from fastapi.testclient import TestClient


def test_the_page_about_the_api_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/docs").text

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert "/api/docs/assets/swagger-ui-bundle.js" in addresses
    assert [each for each in addresses if not each.startswith("/")] == []
    for address in addresses:
        if address.startswith("/api/"):
            assert client.get(address).status_code == 200
    assert client.get("/api/openapi.json").json()["paths"]["/api/accounts/me"]

"""What keeps the secrets of this project."""

from tools.secrets.files import Files
from tools.secrets.vault import Vault

VAULT: Vault = Files()

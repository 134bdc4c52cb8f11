terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

# No credentials: the provider opens no network connection.
provider "vpce" {
  region = "ap-northeast-2"
}

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

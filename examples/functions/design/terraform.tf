# Not part of the page: what `terraform init` needs to run this folder as it is.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

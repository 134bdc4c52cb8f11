# A VPC in Seoul that needs services of Oregon.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

provider "vpce" {
  region = "ap-northeast-2"
}

data "vpce_recommendation" "this" {
  services = ["kms@us-west-2", "secretsmanager@us-west-2"]
}

output "endpoints" {
  description = "Service name and Region of each endpoint."
  value = {
    for key, endpoint in data.vpce_recommendation.this.endpoints : key => {
      service_name   = endpoint.service_name
      service_region = endpoint.service_region
    }
  }
}

output "unsupported" {
  description = "What no endpoint of this VPC reaches, and why."
  value = {
    for service in data.vpce_recommendation.this.unsupported_services :
    service => data.vpce_recommendation.this.recommendations[service].reasons
  }
}

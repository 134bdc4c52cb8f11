# Four VPCs in Seoul that could share the interface endpoints of a hub: which of them should,
# for which services, and what would a month cost?

provider "vpce" {
  region = "ap-northeast-2"
}

data "vpce_hub_comparison" "this" {
  # What every VPC uses. S3 has a free gateway endpoint, which stays in every VPC.
  services = ["s3", "ssm", "ssmmessages", "secretsmanager", "kms"]

  vpcs = {
    shop = {
      account_id               = "111122223333"
      availability_zones       = 3
      transit_gateway_attached = true
      cidr_blocks              = ["10.10.0.0/16"]
      gb_per_month             = { logs = 6000, kms = 20, secretsmanager = 1, ssm = 2, ssmmessages = 2 }
    }
    billing = {
      account_id               = "111122223333"
      availability_zones       = 2
      transit_gateway_attached = true
      cidr_blocks              = ["10.11.0.0/16"]
      gb_per_month             = { logs = 150, kms = 5, secretsmanager = 1, ssm = 2, ssmmessages = 2 }
    }
    # It would have to be attached to the Transit Gateway first.
    lab = {
      account_id         = "444455556666"
      availability_zones = 1
      cidr_blocks        = ["10.12.0.0/16"]
      gb_per_month       = { kms = 1, secretsmanager = 1, ssm = 1, ssmmessages = 1 }
    }
    archive = {
      account_id               = "444455556666"
      availability_zones       = 2
      transit_gateway_attached = true
      cidr_blocks              = ["10.13.0.0/16"]
      gb_per_month             = { kms = 300, secretsmanager = 1, ssm = 2, ssmmessages = 2 }
    }
  }

  hub = {
    availability_zones       = 2
    transit_gateway_attached = true
    dns                      = "private_hosted_zones"
  }

  # The NAT gateways stay for other traffic. Secrets must not leave by them.
  nat_gateway = {
    keep             = true
    private_services = ["secretsmanager", "kms"]
  }
}

output "monthly" {
  description = "What a month costs in each design, and from which traffic on the hub no longer pays."
  value = {
    currency                = data.vpce_hub_comparison.this.currency
    distributed             = data.vpce_hub_comparison.this.distributed_monthly
    hub                     = data.vpce_hub_comparison.this.hub_monthly
    cheapest                = data.vpce_hub_comparison.this.cheapest_monthly
    break_even_gb_per_month = data.vpce_hub_comparison.this.break_even_gb_per_month
  }
}

output "assignment" {
  description = "For each service: the VPCs that use the hub, have an endpoint of their own, or need none."
  value       = data.vpce_hub_comparison.this.assignment
}

output "zones_to_create" {
  description = "Private hosted zones for the services that go into the hub."
  value = {
    for zone in data.vpce_hub_comparison.this.private_hosted_zones : zone.name => zone
    if anytrue([for service in zone.services : data.vpce_hub_comparison.this.assignment[service].hub])
  }
}

output "findings" {
  value = [for f in data.vpce_hub_comparison.this.findings : "${f.severity} ${f.rule} ${f.target}: ${f.detail}"]
}

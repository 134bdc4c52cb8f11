provider "vpce" {
  region = "ap-northeast-2"
}

# Three subnets with callers and one for endpoints, in a VPC that does not exist yet.
data "vpce_subnet_placement" "this" {
  # The second is a key management service of another Region, which not every zone can reach.
  services = ["ecr", "kms@us-west-2"]

  subnets = {
    app-a = { availability_zone = "ap-northeast-2a", cidr_block = "10.0.1.0/24" }
    app-b = { availability_zone = "ap-northeast-2b", cidr_block = "10.0.2.0/24" }
    app-c = { availability_zone = "ap-northeast-2c", cidr_block = "10.0.3.0/24", eligible = false }
    vpce  = { availability_zone = "ap-northeast-2c", cidr_block = "10.0.9.0/26", client = false }
  }

  # Names of zones differ between accounts, ids do not. In a real configuration:
  # zipmap(data.aws_availability_zones.this.names, data.aws_availability_zones.this.zone_ids)
  zone_ids = {
    ap-northeast-2a = "apne2-az1"
    ap-northeast-2b = "apne2-az2"
    ap-northeast-2c = "apne2-az3"
  }
}

# kms/interface@us-west-2 leaves out app-b, because AWS excludes apne2-az2 across Regions.
output "placements" {
  value = {
    for key, placement in data.vpce_subnet_placement.this.placements : key => {
      subnets = placement.subnets
      dropped = [for subnet in placement.dropped : "${subnet.subnet}: ${subnet.reason} (${subnet.rule})"]
    }
  }
}

# Stop the plan where an endpoint would have no subnet at all.
output "checked" {
  value = true

  precondition {
    condition     = !contains(data.vpce_subnet_placement.this.findings[*].rule, "IF-04")
    error_message = join("\n", [for finding in data.vpce_subnet_placement.this.findings : finding.detail if finding.rule == "IF-04"])
  }
}

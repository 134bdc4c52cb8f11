provider "vpce" {
  region = "us-east-1"
}

# A VPC that exists only as a plan: keys, no ids. Clients of S3 live in three subnets, one of
# which has no route table of its own, so it uses the main one.
data "vpce_route_table_associations" "this" {
  services = ["s3", "dynamodb"]

  subnets = {
    app-a   = { route_table = "private-a", cidr_block = "10.0.1.0/24" }
    app-b   = { route_table = "private-b", cidr_block = "10.0.2.0/24" }
    batch   = { cidr_block = "10.0.3.0/24" }
    db      = { route_table = "db", cidr_block = "10.0.4.0/24", client = false }
    ingress = { route_table = "public", cidr_block = "10.0.5.0/24", client = false }
  }

  route_tables = {
    default   = { main = true, routes = [] }
    private-a = { routes = [{ cidr_block = "0.0.0.0/0", nat_gateway_id = "nat-0a" }] }
    private-b = { routes = [{ cidr_block = "0.0.0.0/0", nat_gateway_id = "nat-0b" }] }
    db        = { routes = [] }
    public    = { routes = [{ cidr_block = "0.0.0.0/0", gateway_id = "igw-0" }] }
  }

  # The network team's S3 gateway endpoint serves private-b already.
  existing_endpoints = {
    network = {
      id           = "vpce-0123456789abcdef0"
      service_name = "com.amazonaws.us-east-1.s3"
      route_tables = ["private-b"]
    }
  }
}

# What is left to associate, by service: s3 on default and private-a, dynamodb on all three.
output "route_table_keys" {
  value = data.vpce_route_table_associations.this.route_table_keys
}

# One association resource for each of these; the keys are known at plan.
output "associations" {
  value = {
    for key, association in data.vpce_route_table_associations.this.associations :
    key => association.subnets if association.already_served_by == null
  }
}

# What a reviewer should read: batch is reached only through the main table.
output "findings" {
  value = [
    for finding in data.vpce_route_table_associations.this.findings :
    "${finding.severity} ${finding.rule} ${finding.target}: ${finding.detail}"
  ]
}

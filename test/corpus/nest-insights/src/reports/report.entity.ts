import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

@Entity()
export class Report {
  @PrimaryGeneratedColumn() id!: number;
  @Column() utility!: string;
  @Column() month!: string;
  @Column("text") body!: string;
}
